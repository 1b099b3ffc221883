"""Lines of the log about what a transaction did: written once it has committed, and never if it does not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

LINES = "lines of the log"

Line = tuple[SessionTransaction | None, Callable[[], None]]


def say(session: Session, level: Callable[..., None], what: str, *values: object, **facts: object) -> None:
    """Write *what* by *level*, like `log.info`, after the commit of *session*."""
    write = partial(level, what, *values, extra=facts)
    session.info.setdefault(LINES, []).append((session.get_nested_transaction(), write))


@event.listens_for(Session, "after_commit")
def _after_commit(session: Session) -> None:
    if not session.in_nested_transaction():
        for _part, write in session.info.pop(LINES, ()):
            write()


@event.listens_for(Session, "after_soft_rollback")
def _after_rollback(session: Session, ended: SessionTransaction) -> None:
    lines: list[Line] = session.info.get(LINES, [])
    session.info[LINES] = [line for line in lines if not _is_part_of(line[0], ended)]


@event.listens_for(Session, "after_transaction_end")
def _after_end(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info.pop(LINES, None)


def _is_part_of(part: SessionTransaction | None, ended: SessionTransaction) -> bool:
    while part is not None and part is not ended:
        part = part.parent
    return part is ended
