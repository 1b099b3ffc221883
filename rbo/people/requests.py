"""Who asked for what is known about them, and by when it has to be handed out: by law within 30 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from rbo.people.models import Person
from rbo.platform import clock
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import system_session

ASKED, ANSWERED = "file_requested", "person_exported"
TIME_TO_ANSWER = timedelta(days=30)  # FADP article 25, GDPR article 12


@dataclass(frozen=True)
class Request:
    """One that nobody has answered."""

    person_id: UUID
    name: str
    at: datetime

    @property
    def until(self) -> datetime:
        """The last moment to answer."""
        return self.at + TIME_TO_ANSWER

    @property
    def is_overdue(self) -> bool:
        """Whether that has passed."""
        return clock.now() > self.until


def open_requests(person_id: UUID | None = None) -> Sequence[Request]:
    """All of them, or those of one person; the oldest first."""
    asking, survivor, answer = aliased(Person), aliased(Person), aliased(AdminAuditLog)
    at = func.min(AdminAuditLog.created_at)
    later = answer.created_at > AdminAuditLog.created_at
    is_answered = select(answer.id).where(answer.deed == ANSWERED, answer.person_id == survivor.id, later)
    name = func.concat_ws(" ", survivor.display_first_name, survivor.display_last_name)
    wanted = select(survivor.id, name, at).select_from(AdminAuditLog)
    wanted = wanted.join(asking, asking.id == AdminAuditLog.person_id)
    wanted = wanted.join(survivor, survivor.id == func.coalesce(asking.merged_into, asking.id))
    wanted = wanted.where(AdminAuditLog.deed == ASKED, ~is_answered.exists(), survivor.scrubbed_at.is_(None))
    if person_id is not None:
        wanted = wanted.where(survivor.id == person_id)
    with system_session() as rows:
        return [Request(*row) for row in rows.execute(wanted.group_by(survivor.id).order_by(at))]
