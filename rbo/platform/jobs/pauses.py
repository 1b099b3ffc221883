"""Pauses: which channels are closed, since when, until when."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from rbo.platform.db import system_session
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.holding import HELD
from rbo.platform.jobs.job import JOBS, MAIL, Job
from rbo.platform.jobs.models import Pause
from rbo.platform.jobs.outcomes import ChannelClosed

log = logging.getLogger(__name__)


def open_kinds() -> set[str]:
    """Names of the jobs that may run now."""
    with system_session() as session:
        closed = set(session.scalars(select(Pause.channel).where(Pause.until > func.now())))
    return {job.name for job in JOBS.values() if not {job.channel, *_holds(job)} & closed}


def _holds(job: Job[Any]) -> set[str]:
    """What else keeps a job waiting: the books' mail waits for the word of somebody who has looked."""
    return {HELD} if job.channel == MAIL and job.desk is MAIN else set()


def close(channel: str, outcome: ChannelClosed) -> None:
    """Pause *channel*; one alert when it closes, none while it stays closed."""
    with system_session() as session:
        now = session.scalars(select(func.now())).one()
        session.execute(insert(Pause).values(_as_new(channel, outcome, now)).on_conflict_do_nothing())
        pause = session.get_one(Pause, channel, with_for_update=True)
        if pause.since == now:
            log.error("%s is paused: %s %s", channel, outcome.reason, outcome.detail)
        elif pause.until <= now:
            pause.until = outcome.pause_until(pause.since, now)
            pause.reason, pause.detail = outcome.reason, outcome.detail
        outcome.until = pause.until


def reopen(channel: str) -> None:
    """Forget the pause of *channel*, which has just let something through."""
    over = delete(Pause).where(Pause.channel == channel, Pause.until <= func.now()).returning(Pause.channel)
    with system_session() as session:
        if session.scalar(over):
            log.warning("%s goes on.", channel)


def _as_new(channel: str, outcome: ChannelClosed, now: datetime) -> dict[str, object]:
    until = outcome.pause_until(now, now)
    return {
        "channel": channel,
        "since": now,
        "until": until,
        "reason": outcome.reason,
        "detail": outcome.detail,
    }
