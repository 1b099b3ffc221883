"""What a person may do with a row: send it again, or drop it. Doors commit."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func
from sqlalchemy.orm import object_session

from rbo.platform.errors import Conflict
from rbo.platform.jobs.bell import ring_after_commit
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.models import OutboxColumns
from rbo.platform.jobs.states import RETRYABLE, OutboxState

DROPPABLE = (*RETRYABLE, OutboxState.QUEUED)


class NotPossible(Conflict):
    """The row has moved on, or nobody here knows what to do with it."""


def retry(row: OutboxColumns) -> None:
    """Send it again, with all attempts anew.

    Raises:
        NotPossible: it is on its way, done or dropped, or this version knows no such job.
    """
    _refuse_unless(row, RETRYABLE)
    job = JOBS.get(row.kind)
    if job is None:
        raise NotPossible(
            _(
                "This version of RBO does not know this kind of delivery. "
                "Discard it, or leave it to the version that does."
            )
        )
    row.state, row.attempt = OutboxState.QUEUED, 0
    row.next_at, row.done_at = func.now(), None
    session = object_session(row)
    if session is not None:
        ring_after_commit(session, job.bell(row.id, row.fence, row.stringer_id))


def discard(row: OutboxColumns, reason: str) -> None:
    """Drop it for good.

    Raises:
        NotPossible: it is on its way, done or dropped.
    """
    _refuse_unless(row, DROPPABLE)
    row.state, row.next_at = OutboxState.ABORTED, None
    row.done_at = func.now()
    row.last_error_class, row.last_error = "discarded", reason


def _refuse_unless(row: OutboxColumns, states: tuple[OutboxState, ...]) -> None:
    if row.state not in states:
        raise NotPossible(_("This delivery has moved on; reload to see where it stands."))
