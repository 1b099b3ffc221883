"""One line per event, with the request's id and the stringer's; never a token, never a body.

docs/log-line.json says what stands in it. What it does not name is left out.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType, TracebackType
from typing import Any
from uuid import UUID

from flask import Flask, Response, request

from rbo.platform import asked, audit, clock
from rbo.platform.config import Settings
from rbo.platform.discretion import hushed, traceback_of
from rbo.platform.scope import scope_var
from rbo.platform.traces import spans

log = logging.getLogger("rbo")
SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
OURS = ("rbo", "worker")
SIGN_IN = frozenset({"account", "login", "device", "code", "wait_s"})
WORK = frozenset({"kind", "outbox_id", "attempt", "fence", "state"})
ANSWER = frozenset({"method", "route", "status", "took_ms"})
FACTS = frozenset({"request_id", "trace_id", "stringer_id", "actor", "webhook_id"}) | SIGN_IN | WORK | ANSWER

NOTHING: Mapping[str, object] = MappingProxyType({})
_at_work: ContextVar[Mapping[str, object]] = ContextVar("at_work", default=NOTHING)


@contextmanager
def at_work(**facts: object) -> Iterator[None]:
    """Let every line until the end of the block name the job it belongs to."""
    before = _at_work.set(facts)
    try:
        yield
    finally:
        _at_work.reset(before)


def _facts(record: logging.LogRecord) -> dict[str, object]:
    scope = scope_var.get()
    known = {
        "request_id": audit.request_id.get() or None,
        "trace_id": spans.trace_id(),
        "actor": audit.actor.get(),
        "stringer_id": scope.stringer_id if scope else None,
        **_at_work.get(),
        **{name: value for name, value in vars(record).items() if name in FACTS},
    }
    return {name: _plain(value) for name, value in known.items() if value is not None}


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    return value if isinstance(value, int | float) else hushed(str(value))


def _message(record: logging.LogRecord) -> str:
    """What ours say in whole, of others the first line: below it, they quote."""
    said = record.getMessage()
    return hushed(said if _is_ours(record) else said.partition("\n")[0])


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in OURS


def _exception(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return traceback_of(error) if error else ""


class JsonLines(logging.Formatter):
    """Each record as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": clock.now().isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": str(record.msg) if _is_ours(record) else record.name,
            "message": _message(record),
            **_facts(record),
        }
        if error := _exception(record):
            line["exception"] = error
        return json.dumps(line, ensure_ascii=False)


class ConsoleLines(logging.Formatter):
    """The same for eyes."""

    def format(self, record: logging.LogRecord) -> str:
        said = _message(record)
        facts = (f"{name}={value}" for name, value in _facts(record).items() if str(value) not in said)
        line = f"{record.levelname:<7} {record.name}: {said}  {' '.join(facts)}".rstrip()
        error = _exception(record)
        return f"{line}\n{error}" if error else line


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
