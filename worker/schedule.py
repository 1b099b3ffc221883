"""What runs when."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func
from sqlalchemy.orm import Session

from rbo.admin.clearing import clear_finalized
from rbo.admin.retention import sweep
from rbo.exports.expiry import remove_expired
from rbo.platform.jobs.models import ScheduleRun
from rbo.platform.jobs.schedule import Every
from rbo.platform.once import FormKey

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600
RUNS_KEPT = timedelta(days=30)
FORM_KEYS_KEPT = timedelta(days=7)  # the system role reaches no younger ones


def forget_old_runs(session: Session) -> None:
    """Runs of a month ago keep nobody from anything."""
    session.execute(delete(ScheduleRun).where(ScheduleRun.ran_at < func.now() - RUNS_KEPT))


def forget_old_forms(session: Session) -> None:
    """Nobody sends a form again after a week."""
    session.execute(delete(FormKey).where(FormKey.created_at < func.now() - FORM_KEYS_KEPT))


SCHEDULE = [
    Every(DAY, "forget old runs", forget_old_runs),
    Every(DAY, "forget old forms", forget_old_forms),
    Every(HOUR, "remove expired exports", remove_expired),
    Every(HOUR, "sweep what is over", sweep),
    Every(MINUTE, "clear finalized books", clear_finalized),
]
