"""Claiming a row and giving it back: compare and set on state and fence, by the clock of the database."""

from __future__ import annotations

import logging
import os
import socket
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from rbo.platform.config import settings
from rbo.platform.jobs.desks import Desk
from rbo.platform.jobs.job import JOBS, Job
from rbo.platform.jobs.models import PAYLOAD_VERSION, OutboxColumns
from rbo.platform.jobs.outcomes import Done, Outcome, Uncertain, WorkerLost
from rbo.platform.jobs.slip import Slip
from rbo.platform.jobs.states import DUE, GIVEN_UP, OutboxState

log = logging.getLogger(__name__)


def is_due(desk: Desk, kinds: set[str]) -> list[ColumnElement[bool]]:
    """What makes a row due; a payload of a later version is left to the code that knows it."""
    row = desk.row
    return [
        desk.is_wanted(row),
        row.state.in_(DUE),
        row.next_at <= func.now(),
        row.kind.in_(kinds),
        row.payload_version <= PAYLOAD_VERSION,
    ]


def claim(desk: Desk, outbox_id: UUID, kinds: set[str]) -> Slip | None:
    """Take the row for one lease; None when it is not due, or somebody else's."""
    row = desk.row
    taken: dict[str, Any] = {
        "state": OutboxState.INFLIGHT,
        "attempt": row.attempt + 1,
        "fence": row.fence + 1,
        "lease_owner": f"{socket.gethostname()}:{os.getpid()}",
        "lease_until": func.now() + timedelta(seconds=settings().lease_s),
        "handed_at": None,
    }
    wanted = update(row).where(row.id == outbox_id, *is_due(desk, kinds)).values(taken)
    columns = (row.stringer_id, row.kind, row.payload, row.attempt, row.fence, row.created_at)
    with desk.session() as session:
        found = session.execute(wanted.returning(*columns, row.traceparent)).first()
    return Slip(desk, outbox_id, *found) if found else None


def finish(slip: Slip, outcome: Outcome) -> OutboxState | None:
    """Write the end of the attempt; None when another worker has the row by now.

    Good news counts until then, also when the lease has ended: it saves the second try.
    """
    row = slip.desk.row
    open_states = (OutboxState.INFLIGHT, *(DUE[1:] if isinstance(outcome, Done) else ()))
    mine = (row.id == slip.outbox_id, row.fence == slip.fence, row.state.in_(open_states))
    with slip.desk.session() as session:
        held = session.scalars(select(row).where(*mine).with_for_update()).one_or_none()
        if held is None:
            log.warning("Row %s was taken over; its late end is not written.", slip.outbox_id)
            return None
        _settle(session, held, outcome)
        return held.state


def take_back(desk: Desk) -> int:
    """Settle the rows whose worker is gone: uncertain where the letter was handed over, else due again."""
    row = desk.row
    lost = select(row).where(row.state == OutboxState.INFLIGHT, row.lease_until < func.now())
    with desk.session() as session:
        rows = session.scalars(lost.with_for_update(skip_locked=True)).all()
        for held in rows:
            log.warning("The worker of row %s is gone.", held.id)
            _settle(session, held, (Uncertain if held.handed_at else WorkerLost)("worker_lost"))
        return len(rows)


def _settle(session: Session, row: OutboxColumns, outcome: Outcome) -> None:
    outcome.settle(row, session.scalars(select(func.now())).one())
    job = JOBS.get(row.kind)  # none, where an older version promised what nobody does any more
    if job is not None:
        _tell(job, session, row)
    if row.state == OutboxState.DEAD:
        log.error("Row %s (%s) is dead after %s attempts: %s", row.id, row.kind, row.attempt, outcome.reason)


def _tell(job: Job[Any], session: Session, row: OutboxColumns) -> None:
    if row.state in GIVEN_UP and job.given_up is not None:
        job.given_up(session, row)
    if row.state == OutboxState.SENT and job.went_out is not None:
        job.went_out(session, row)
