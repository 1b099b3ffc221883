"""Counting what a page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from rbo.platform.db import app_engine, system_engine

OF_THE_DOOR = ("set_config", "whois", "FROM stringers")


@contextmanager
def counted() -> Iterator[list[tuple[str, Any]]]:
    """The statements of the page itself with their values, without those that say who is asking."""
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if not any(word in statement for word in OF_THE_DOOR):
            seen.append((statement, values))

    event.listen(app_engine(), "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(app_engine(), "before_cursor_execute", note)


@contextmanager
def answered() -> Iterator[list[tuple[str, int]]]:
    """Every statement of either role, and how many rows it gave or changed."""
    seen: list[tuple[str, int]] = []

    def note(_connection: Any, cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append((statement, cursor.rowcount))

    engines = (app_engine(), system_engine())
    for engine in engines:
        event.listen(engine, "after_cursor_execute", note)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "after_cursor_execute", note)
