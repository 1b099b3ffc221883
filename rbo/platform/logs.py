"""One line per event, with the request's id and the stringer's; never a token, never a body."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import time

from flask import Flask, Response, g, request

from rbo.platform import audit, clock
from rbo.platform.config import Settings
from rbo.platform.scope import scope_var

log = logging.getLogger("rbo")
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
GIVEN = {"arguments", "kwargs"}  # RQ tells what a deed was given when it fails: the token of a link, too


def _facts(record: logging.LogRecord) -> dict[str, object]:
    scope = scope_var.get()
    stringer = str(scope.stringer_id) if scope and scope.stringer_id else None
    extra = {name: value for name, value in vars(record).items() if name not in STANDARD | GIVEN}
    known = {"request_id": audit.request_id.get() or None, "stringer_id": stringer, **extra}
    return {name: value for name, value in known.items() if value is not None}


class JsonLines(logging.Formatter):
    """Each record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **_facts(record),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


class ConsoleLines(logging.Formatter):
    """The same for eyes."""

    def format(self, record: logging.LogRecord) -> str:
        facts = " ".join(f"{name}={value}" for name, value in _facts(record).items())
        line = f"{record.levelname:<7} {record.name}: {record.getMessage()}  {facts}".rstrip()
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


def set_up_logs(settings: Settings) -> None:
    """Send every logger of this process to standard error in the wanted format."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if settings.log_format == "json" else ConsoleLines())
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for chatty in ("werkzeug", "httpx", "httpcore", "fontTools", "weasyprint"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def log_requests(app: Flask) -> None:
    """Give every request an id and every answer a line."""

    @app.before_request
    def begin() -> None:
        sent = request.headers.get("X-Request-ID", "")
        audit.request_id.set(sent if SAFE_ID.fullmatch(sent) else secrets.token_hex(8))
        audit.actor.set(audit.STRANGER)
        g.began = time.perf_counter()

    @app.after_request
    def answered(response: Response) -> Response:
        response.headers["X-Request-ID"] = audit.request_id.get()
        if request.endpoint != "static":
            took_ms = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1)
            log.info(
                "%s %s",
                request.method,
                request.url_rule or "-",
                extra={"status": response.status_code, "took_ms": took_ms},
            )
        return response
