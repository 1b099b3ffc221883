"""Finding out who a believed token belongs to, and which logins are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text

from rbo.auth.models import IDLE, LONGEST, Login
from rbo.platform import clock
from rbo.platform.db import app_engine, db
from rbo.platform.scope import current_stringer
from rbo.stringers.models import Status

WELCOME = (Status.INVITED, Status.ACTIVE, Status.DEACTIVATED)  # who left may change their mind
WHOIS = text("select * from whois(:sub, :login)")


@dataclass(frozen=True)
class Known:
    """Whose login it is, and how that stands."""

    stringer_id: UUID | None
    person_id: UUID | None
    role: str | None
    status: str | None
    created_at: datetime
    last_seen_at: datetime

    @property
    def is_stringer(self) -> bool:
        """Whether there is a book for it, be it closed; who is gone for good may still be a client."""
        return self.status in WELCOME


def whois(sub: UUID, login_id: UUID) -> Known | None:
    """Whose login this is; None when it has ended or never was. One statement, apart from any book."""
    with app_engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        row = connection.execute(WHOIS, {"sub": sub, "login": login_id}).one_or_none()
    return Known(*row) if row else None


def open_logins() -> Sequence[Login]:
    """The logins of the open book that still let somebody in, the last seen first."""
    now = clock.now()
    mine = select(Login).where(
        Login.stringer_id == current_stringer(),
        Login.ended_at.is_(None),
        Login.last_seen_at >= now - IDLE,
        Login.created_at >= now - LONGEST,
    )
    return db.session.scalars(mine.order_by(Login.last_seen_at.desc())).all()
