"""Finding out who a believed token belongs to, which logins are open, and which programs have a token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select, text

from rbo.auth.models import IDLE, LONGEST, Login, PersonalToken
from rbo.platform import clock
from rbo.platform.db import app_engine, db
from rbo.platform.errors import Missing
from rbo.platform.scope import current_stringer
from rbo.stringers.models import Status

WELCOME = (Status.INVITED, Status.ACTIVE, Status.DEACTIVATED)  # who left may change their mind
WHOIS = text("select * from whois(:sub, :login)")
TOKEN_OWNER = text("select * from token_owner(:stringer, :hint, :now)")


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


@dataclass(frozen=True)
class Kept:
    """What is kept of a live token, while its stringer's book is open to programs."""

    token_id: UUID
    token_hash: bytes
    scopes: list[str]
    role: str
    last_used_at: datetime | None


def token_owner(stringer_id: UUID, hint: str) -> Kept | None:
    """The live token of this stringer that begins like this. One statement, apart from any book."""
    asked = {"stringer": stringer_id, "hint": hint, "now": clock.now()}
    with app_engine().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        row = connection.execute(TOKEN_OWNER, asked).one_or_none()
    return Kept(*row) if row else None


def tokens() -> Sequence[PersonalToken]:
    """The tokens of the open book that were not revoked, the newest first."""
    kept = select(PersonalToken).where(PersonalToken.revoked_at.is_(None))
    return db.session.scalars(kept.order_by(PersonalToken.id.desc())).all()


def token(token_id: UUID) -> PersonalToken:
    """One of them, locked.

    Raises:
        Missing: there is no such one in this book.
    """
    wanted = select(PersonalToken).where(PersonalToken.id == token_id, PersonalToken.revoked_at.is_(None))
    found = db.session.scalars(wanted.with_for_update()).one_or_none()
    if found is None:
        raise Missing(_("There is no such token."))
    return found


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
