"""The slip: what a worker holds while a row is its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from sqlalchemy import func, update

from rbo.platform import clock
from rbo.platform.config import settings
from rbo.platform.jobs.desks import Desk
from rbo.platform.jobs.states import OutboxState


class LeaseLost(Exception):
    """Another worker has the row by now; this one stops and writes nothing."""


@dataclass
class Slip:
    """One attempt at one row; *fence* tells it from every other attempt."""

    desk: Desk = field(repr=False)
    outbox_id: UUID
    stringer_id: UUID | None
    kind: str
    payload: dict[str, Any]
    attempt: int
    fence: int
    promised_at: datetime = field(default_factory=clock.now)
    traceparent: str | None = None
    is_handed_over: bool = False

    @property
    def facts(self) -> dict[str, object]:
        """What a line of the log says of this attempt."""
        names = ("kind", "outbox_id", "attempt", "fence", "stringer_id", "request_id")
        return {name: getattr(self, name) for name in names}

    @property
    def subject_id(self) -> UUID:
        """What the row is about."""
        return self.id_of("subject")

    def id_of(self, what: str) -> UUID:
        """An id that was given along when the row was promised: that of the admin, of the export …"""
        return UUID(self.payload[f"{what}_id"])

    @property
    def request_id(self) -> str | None:
        """The request that promised it, where it was one."""
        return self.payload.get("request_id")

    @property
    def message_id(self) -> str:
        """The Message-ID of the letter, the same for every attempt (RFC 5322, 3.6.4)."""
        domain = parseaddr(settings().smtp_from)[1].rpartition("@")[2]
        return f"<{self.outbox_id}@{domain}>"

    def renew(self) -> None:
        """Hold the row for another lease, by the clock of the database.

        Raises:
            LeaseLost: somebody else holds it, or the book was closed.
        """
        self._write(lease_until=func.now() + timedelta(seconds=settings().lease_s))

    def about_to_hand_over(self) -> None:
        """Note durably that the next byte may deliver the letter.

        Raises:
            LeaseLost: somebody else holds the row, or the book was closed, so nothing may be handed over.
        """
        self._write(handed_at=func.now())
        self.is_handed_over = True

    def _write(self, **values: object) -> None:
        row = self.desk.row
        mine = (row.id == self.outbox_id, row.fence == self.fence, row.state == OutboxState.INFLIGHT)
        wanted = update(row).where(*mine, self.desk.is_wanted(row)).values(**values)
        with self.desk.session() as session:
            done = session.execute(wanted.returning(row.id)).scalar()
        if done is None:
            raise LeaseLost(f"Row {self.outbox_id} is not ours any more, or nobody's (fence {self.fence}).")
