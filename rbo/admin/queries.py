"""Lists over all books, read by the system role; each reading is noted in the log."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from rbo.platform import audit
from rbo.platform.db import system_session
from rbo.platform.rows import HOUSE
from rbo.stringers.models import Role, Status, Stringer

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listed:
    """A stringer as an admin sees them: nothing of their book."""

    email: str
    display_name: str | None
    role: Role
    status: Status
    created_at: datetime


def stringers() -> Sequence[Listed]:
    """Every stringer, the newest first."""
    log.info("stringers listed", extra={"actor": audit.actor.get()})
    columns = (Stringer.email, Stringer.display_name, Stringer.role, Stringer.status, Stringer.created_at)
    everybody = select(*columns).where(Stringer.id != HOUSE).order_by(Stringer.created_at.desc())
    with system_session() as rows:
        return [Listed(*row) for row in rows.execute(everybody)]
