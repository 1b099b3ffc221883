"""What runs when."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func
from sqlalchemy.orm import Session

from rbo.platform.jobs.models import ScheduleRun
from rbo.platform.jobs.schedule import Every

DAY = 24 * 3600
KEPT = timedelta(days=30)


def forget_old_runs(session: Session) -> None:
    """Runs of a month ago keep nobody from anything."""
    session.execute(delete(ScheduleRun).where(ScheduleRun.ran_at < func.now() - KEPT))


SCHEDULE = [
    Every(DAY, "forget old runs", forget_old_runs),
]
