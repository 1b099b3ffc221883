"""What runs when."""

from __future__ import annotations

from sqlalchemy import delete, func, text
from sqlalchemy.orm import Session

from rbo.platform.jobs.models import ScheduleRun
from rbo.platform.jobs.schedule import Every

HOUR = 3600
DAY = 24 * HOUR


def forget_old_runs(session: Session) -> None:
    """Runs of a month ago keep nobody from anything."""
    session.execute(delete(ScheduleRun).where(ScheduleRun.ran_at < func.now() - text("interval '30 days'")))


SCHEDULE = [
    Every(DAY, "forget old runs", forget_old_runs),
]
