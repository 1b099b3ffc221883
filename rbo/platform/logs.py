"""Where every logger writes to, and what is said of each request."""

from __future__ import annotations

import logging
import re
import secrets
import sys
from types import TracebackType
from typing import Any

from flask import Flask, Response, request

from rbo.platform import asked, audit
from rbo.platform.config import Settings
from rbo.platform.log_lines import ConsoleLines, JsonLines

log = logging.getLogger("rbo")
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def set_up_logs(settings: Settings) -> None:
    """Send every logger of this process to standard error in the wanted format."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else ConsoleLines())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for chatty in ("werkzeug", "httpx", "httpcore", "fontTools", "weasyprint"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def log_requests(app: Flask) -> None:
    """Give every request an id and every answer a line."""
    app.before_request(_begin)
    app.after_request(_answered)
    app.log_exception = _fell  # type: ignore[method-assign]


def _begin() -> None:
    sent = request.headers.get("X-Request-ID", "")
    audit.request_id.set(sent if SAFE_ID.fullmatch(sent) else secrets.token_hex(8))
    audit.actor.set(audit.STRANGER)
    asked.begin()


def _answered(response: Response) -> Response:
    response.headers["X-Request-ID"] = audit.request_id.get()
    if request.endpoint != "static":
        took_ms = round(asked.took_s() * 1000, 1)
        known = {"status": response.status_code, "took_ms": took_ms, **_asked()}
        log.info("%s %s", *_asked().values(), extra=known)
    return response


def _fell(exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
    """Flask would name the address, and an address may hold the token of a link."""
    log.error("%s %s fell", *_asked().values(), exc_info=exc_info, extra=_asked())


def _asked() -> dict[str, Any]:
    return {"method": request.method, "route": asked.route()}
