"""The site in a thread, which knows when it has answered everything it was asked."""

from __future__ import annotations

import threading
from typing import Any

import httpx
from flask import Flask
from werkzeug.serving import ThreadedWSGIServer
from werkzeug.wrappers import Response

from tests.browser import kit

ANSWER_WITHIN_S = 30


class Whole:
    """The site's answers in one piece, because the server leaves the file open of a browser that is gone.

    Files that do not change are asked of the site once; browsers come with empty caches all the time.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._files: dict[str, Response] = {}

    def __call__(self, environ: Any, start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        answer = self._files.get(path) or self._asked(path, environ)
        if answer.cache_control.immutable:
            self._files[path] = answer
        return answer(environ, start_response)

    def _asked(self, path: str, environ: Any) -> Response:
        if path == kit.AXE_ADDRESS:
            return kit.axe()
        return Response.from_app(self._app, environ, buffered=True)


class Site(ThreadedWSGIServer):
    """A server that counts the connections it still works on."""

    def __init__(self, app: Flask) -> None:
        super().__init__("localhost", 0, Whole(app))
        self._open = 0
        self._change = threading.Condition()

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://localhost:{self.port}"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count a connection as open from the moment it is taken."""
        self._count(1)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Count it as done when its socket is closed."""
        super().shutdown_request(request)
        self._count(-1)

    def wait_until_idle(self) -> None:
        """Return when every request that a closed browser left behind is through.

        Connections are taken in the order they came, so that one's own question comes after all of them.
        """
        httpx.get(f"{self.address}/healthz", timeout=ANSWER_WITHIN_S)
        with self._change:
            assert self._change.wait_for(lambda: self._open == 0, ANSWER_WITHIN_S), "a request never ended"

    def _count(self, by: int) -> None:
        with self._change:
            self._open += by
            self._change.notify_all()
