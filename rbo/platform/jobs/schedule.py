"""Periodic deeds: each period's turn is taken once, however many relays run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import extract, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from rbo.platform.db import system_session
from rbo.platform.jobs.models import ScheduleRun

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Every:
    """A deed of the system role, done once in every period of so many seconds, within one transaction."""

    seconds: int
    name: str
    deed: Callable[[Session], None]


def run_due(schedule: Iterable[Every]) -> list[str]:
    """Do what nobody has done yet in the running period; gives the names."""
    return [entry.name for entry in schedule if _take_turn(entry)]


def _take_turn(entry: Every) -> bool:
    with system_session() as session:
        seconds = session.scalars(select(extract("epoch", func.now()))).one()
        turn = insert(ScheduleRun).values(name=entry.name, period=int(seconds) // entry.seconds)
        if session.scalar(turn.on_conflict_do_nothing().returning(ScheduleRun.name)) is None:
            return False
        entry.deed(session)
    log.info("Done: %s", entry.name)
    return True
