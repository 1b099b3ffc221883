"""What an admin does: each deed with its line in the log, in one transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import object_session

from rbo.platform import audit
from rbo.platform.audit import Purpose
from rbo.platform.db import system_session
from rbo.platform.errors import Missing
from rbo.platform.jobs import queries as jobs
from rbo.platform.jobs import service as deliveries
from rbo.platform.jobs.models import Outbox, OutboxColumns


def retry(outbox_id: UUID) -> None:
    """Send a delivery of any book again.

    Raises:
        Missing: there is none.
        NotPossible: it has moved on.
    """
    with jobs.held_anywhere(outbox_id) as row:
        if row is None:
            raise Missing(_("There is no such delivery."))
        deliveries.retry(row)
        _note(row, "delivery_retried", Purpose.SITE)


def discard(outbox_id: UUID, reason: str) -> None:
    """Drop a delivery of any book for good.

    Raises:
        NoReason: *reason* says nothing, or too much.
        Missing: there is none.
        NotPossible: it has moved on.
    """
    said = audit.reason_of(reason)
    with jobs.held_anywhere(outbox_id) as row:
        if row is None:
            raise Missing(_("There is no such delivery."))
        deliveries.discard(row, said)
        _note(row, "delivery_discarded", said)


def _note(row: OutboxColumns, deed: str, reason: str) -> None:
    """In the transaction of the deed, where its role may write the log: the identity service's may not."""
    about: dict[str, Any] = {"stringer_id": row.stringer_id, "detail": {"outbox_id": str(row.id)}}
    session = object_session(row)
    if isinstance(row, Outbox) and session is not None:
        audit.note(session, deed, reason=reason, **about)
        return
    with system_session() as rows:
        audit.note(rows, deed, reason=reason, **about)
