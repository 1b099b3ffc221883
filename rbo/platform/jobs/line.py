"""The line of each stringer in a queue with turns: who stands first, and what waits for another row."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from rbo.platform.jobs.bell import Bell
from rbo.platform.jobs.desks import Desk
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.lease import is_due
from rbo.platform.jobs.models import OutboxColumns
from rbo.platform.jobs.states import DUE


def fronts(desk: Desk, kinds: set[str], stringer_id: UUID | None = None) -> list[Bell]:
    """A bell for the oldest due row of each stringer, or of the one."""
    row = desk.row
    due = select(row.kind, row.id, row.fence, row.stringer_id).where(*is_due(desk, kinds))
    if stringer_id is not None:
        due = due.where(row.stringer_id == stringer_id)
    first = due.ext(distinct_on(row.stringer_id)).order_by(row.stringer_id, row.id)
    with desk.session() as session:
        return [JOBS[kind].bell(*what) for kind, *what in session.execute(first)]


def wait_for(session: Session, row: OutboxColumns, name: str, at_most: timedelta) -> None:
    """Let what has the same id *name* as *row* wait until that is tried again, or *at_most*."""
    other = type(row)
    until = func.least(row.next_at, func.now() + at_most)
    beside = (
        other.stringer_id == row.stringer_id,
        other.kind == row.kind,
        other.payload[name].astext == row.payload[name],
        other.state.in_(DUE),
        other.next_at < until,
    )
    # Whoever holds one of them, a worker or a person, knows better.
    free = select(other.id).where(*beside, other.id != row.id).with_for_update(skip_locked=True)
    later = update(other).where(other.stringer_id == row.stringer_id, other.id.in_(free))
    session.execute(later.values(next_at=until), execution_options={"synchronize_session": False})
