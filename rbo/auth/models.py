"""Who gets in: browsers by their logins, other programs by the tokens of a stringer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform import clock
from rbo.platform.rows import Base, Owned, native_enum

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


class PersonalToken(Owned, Base):
    """Lets one program into the book. *hint* is the part that may be seen; of the whole there is a hash."""

    __tablename__ = "personal_tokens"
    __table_args__ = (
        UniqueConstraint("stringer_id", "hint"),
        CheckConstraint("char_length(name) between 1 and 80", name="name_fits"),
        CheckConstraint("octet_length(token_hash) = 32", name="hash_is_a_sha256"),
        CheckConstraint("cardinality(scopes) > 0", name="may_do_something"),
    )

    name: Mapped[str]
    hint: Mapped[str]
    token_hash: Mapped[bytes] = mapped_column(deferred=True)
    scopes: Mapped[list[Reach]] = mapped_column(ARRAY(native_enum(Reach, "token_scope")))
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]

    @property
    def may_write(self) -> bool:
        """Whether it changes the book, too."""
        return Reach.WRITE in self.scopes

    @property
    def has_expired(self) -> bool:
        """Whether its days are over."""
        return self.expires_at is not None and self.expires_at <= clock.now()

    @property
    def is_live(self) -> bool:
        """Whether it still opens the book."""
        return self.revoked_at is None and not self.has_expired


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
