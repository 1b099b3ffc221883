"""The web server of development: one process that ends at once when asked, even while it starts."""

import os

from werkzeug.serving import WSGIRequestHandler, make_server

from rbo.app import create_app


class _Handler(WSGIRequestHandler):
    """Keeps connections open, and leaves the log to the application."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing: the application's own log says more."""


def main() -> None:
    """Serve until the process is ended."""
    port = int(os.environ["PORT"])
    make_server("127.0.0.1", port, create_app(), threaded=True, request_handler=_Handler).serve_forever()


if __name__ == "__main__":
    main()
