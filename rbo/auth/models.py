"""Logins: which browser is signed in as whom, when it was last seen, and whether that has ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform import clock
from rbo.platform.rows import Base

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=30)
FRESH_FOR = timedelta(minutes=15)


class Login(Base):
    """One login; its id is gotrue's session, so that a token names it."""

    __tablename__ = "logins"
    __table_args__ = (CheckConstraint("num_nonnulls(stringer_id, person_id) > 0", name="is_somebodys"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    sub: Mapped[UUID]
    stringer_id: Mapped[UUID | None] = mapped_column(ForeignKey("stringers.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)
    device: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Reach(StrEnum):
    """What a token lets a program do."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True)
class Visitor:
    """Somebody whose login is alive: a stringer, a client of stringers, or both."""

    sub: UUID
    login_id: UUID
    stringer_id: UUID | None
    person_id: UUID | None
    role: str
    signed_in_at: datetime
    access_token: str = field(repr=False)

    @property
    def is_fresh(self) -> bool:
        """Whether they signed in within the last quarter of an hour."""
        return clock.now() - self.signed_in_at <= FRESH_FOR
