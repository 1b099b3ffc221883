"""The line of each stringer in a queue with turns: who stands first, and what waits for another row."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import distinct_on

from rbo.platform.jobs.bell import Bell
from rbo.platform.jobs.desks import Desk
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.lease import is_due
from rbo.platform.jobs.slip import Slip
from rbo.platform.jobs.states import DUE

AT_ONCE = 5000  # rows; some 0.3 s


def fronts(desk: Desk, kinds: set[str], stringer_id: UUID | None = None) -> list[Bell]:
    """A bell for the oldest due row of each stringer, or of the one."""
    row = desk.row
    due = select(row.kind, row.id, row.fence, row.stringer_id).where(*is_due(desk, kinds))
    if stringer_id is not None:
        due = due.where(row.stringer_id == stringer_id)
    first = due.ext(distinct_on(row.stringer_id)).order_by(row.stringer_id, row.id)
    with desk.session() as session:
        return [JOBS[kind].bell(*what) for kind, *what in session.execute(first)]


def wait_for(slip: Slip, name: str, at_most: timedelta) -> None:
    """Let what has the same id *name* as *slip* wait until that is tried again, or *at_most*.

    A part at a time: whoever wants one of the rows does not wait until all are written.
    """
    row = slip.desk.row
    own = select(row.next_at).where(row.id == slip.outbox_id).scalar_subquery()
    with slip.desk.session() as session:
        until = session.scalars(select(func.least(own, func.now() + at_most))).one()
    beside = (
        row.stringer_id == slip.stringer_id,
        row.kind == slip.kind,
        row.payload[name].astext == slip.payload[name],
        row.state.in_(DUE),
        row.next_at < until,
    )
    # Whoever holds one of them, a worker or a person, knows better.
    free = select(row.id).where(*beside).limit(AT_ONCE).with_for_update(skip_locked=True)
    part = free.cte("free").c
    later = update(row).where(row.stringer_id == slip.stringer_id, row.id == part.id).values(next_at=until)
    is_full = True
    while is_full:
        with slip.desk.session() as session:
            found: Any = session.execute(later, execution_options={"synchronize_session": False})
            is_full = found.rowcount == AT_ONCE
