"""The nouns of the service, in schema `auth`, where the app role has no right."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    DateTime,
    Enum,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from rbo.platform import clock
from rbo.platform.ids import new_id
from rbo.platform.jobs.models import IS_DUE, IS_INFLIGHT, OutboxColumns
from rbo.platform.rows import NAMES

TYPES: dict[Any, Any] = {
    UUID: Uuid(),
    datetime: DateTime(timezone=True),
    str: Text(),
    bytes: LargeBinary(),
    dict[str, Any]: JSONB(),
}


def moment() -> datetime:
    """Now, by the clock that a test may set."""
    return clock.now()


class IdentityBase(DeclarativeBase):
    """Root of the service's nouns; apart from the book's."""

    registry = registry(metadata=MetaData(schema="auth", naming_convention=NAMES), type_annotation_map=TYPES)


class Kind(StrEnum):
    """What a one-time token is for."""

    MAGICLINK = "magiclink"
    RECOVERY = "recovery"
    INVITE = "invite"
    SIGNUP = "signup"
    EMAIL_CHANGE = "email_change"


KIND = Enum(Kind, name="one_time_kind", schema="auth", values_callable=lambda kinds: [k.value for k in kinds])


class User(IdentityBase):
    """Somebody who may sign in."""

    __tablename__ = "users"
    __table_args__ = (Index("uq_users_email", text("lower(email)"), unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str]
    email_change: Mapped[str | None]
    password_hash: Mapped[str | None]
    email_confirmed_at: Mapped[datetime | None]
    invited_at: Mapped[datetime | None]
    last_sign_in_at: Mapped[datetime | None]
    banned_until: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]
    app_metadata: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    user_metadata: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(default=moment)
    updated_at: Mapped[datetime] = mapped_column(default=moment, onupdate=moment)

    @property
    def is_barred(self) -> bool:
        """Whether signing in is refused for now or for good."""
        return self.deleted_at is not None or (
            self.banned_until is not None and self.banned_until > clock.now()
        )


class Session(IdentityBase):
    """One login; the family of its refresh tokens."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("auth.users.id", ondelete="CASCADE"), index=True)
    method: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=moment)
    ended_at: Mapped[datetime | None]


class RefreshToken(IdentityBase):
    """One link of a family; only its hash is kept."""

    __tablename__ = "refresh_tokens"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("auth.sessions.id", ondelete="CASCADE"), index=True)
    child_hash: Mapped[bytes | None]
    created_at: Mapped[datetime] = mapped_column(default=moment)
    used_at: Mapped[datetime | None]


class OneTimeToken(IdentityBase):
    """A mailed link or a code, good once and for a short time; only its hash is kept."""

    __tablename__ = "one_time_tokens"

    token_hash: Mapped[bytes] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("auth.users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Kind] = mapped_column(KIND)
    email: Mapped[str]
    code_challenge: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=moment)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Letter(IdentityBase):
    """A wish for a mail. The address may be anybody's; who asked learns nothing about it."""

    __tablename__ = "letters"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[Kind] = mapped_column(KIND)
    email: Mapped[str]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("auth.users.id", ondelete="CASCADE"))
    redirect_to: Mapped[str]
    code_challenge: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=moment)


class LetterOutbox(IdentityBase, OutboxColumns):
    """How the mailing of a letter stands; no stringer's, so *stringer_id* stays empty."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("dedupe_key"),
        Index("ix_outbox_due", "next_at", postgresql_where=IS_DUE),
        Index("ix_outbox_lease_until", "lease_until", postgresql_where=IS_INFLIGHT),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    stringer_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
