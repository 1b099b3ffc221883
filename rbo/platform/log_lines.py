"""One line per event, with the request's id and the stringer's; never a token, never a body.

docs/log-line.json says what stands in it. What it does not name is left out.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from uuid import UUID

from rbo import VERSION
from rbo.platform import audit, clock
from rbo.platform.discretion import hushed, traceback_of
from rbo.platform.scope import scope_var
from rbo.platform.traces import spans

OURS = ("rbo", "worker")
SIGN_IN = frozenset({"account", "login", "device", "code", "wait_s", "rule"})
WORK = frozenset({"kind", "outbox_id", "attempt", "fence", "state"})
ANSWER = frozenset({"method", "route", "status", "took_ms"})
WHO = frozenset({"request_id", "trace_id", "stringer_id", "actor", "webhook_id", "deed"})
FACTS = WHO | SIGN_IN | WORK | ANSWER

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
            "version": VERSION,
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
