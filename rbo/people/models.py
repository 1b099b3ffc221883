"""The human behind a client: one row per person, in nobody's book."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.ids import new_id
from rbo.platform.rows import Base, native_enum


class CreatedBy(StrEnum):
    """Who made a person's row."""

    STRINGER = "stringer"
    PERSON = "person"
    ADMIN = "admin"


class Person(Base):
    """What the human may know about; a stringer's own view of them is a `ClientProfile`."""

    __tablename__ = "persons"
    __table_args__ = (
        Index(
            "uq_persons_verified_email",
            text("lower(email)"),
            unique=True,
            postgresql_where=text("email_verified_at is not null"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    display_first_name: Mapped[str | None]
    display_last_name: Mapped[str | None]
    email: Mapped[str | None]
    email_verified_at: Mapped[datetime | None]
    gotrue_user_id: Mapped[UUID | None] = mapped_column(unique=True)
    phone: Mapped[str | None]
    default_locale: Mapped[str | None]
    notification_prefs: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    claim_token: Mapped[str | None] = mapped_column(unique=True)
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    created_by_kind: Mapped[CreatedBy] = mapped_column(native_enum(CreatedBy, "created_by_kind"))
    created_by_id: Mapped[UUID | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deleted_at: Mapped[datetime | None]
    scrubbed_at: Mapped[datetime | None]

    @property
    def wants_mail(self) -> bool:
        """Whether receipts may be mailed; anything but an explicit no is a yes."""
        return self.notification_prefs.get("email") is not False
