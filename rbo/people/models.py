"""The human behind a client: one row per person, in nobody's book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.ids import new_id
from rbo.platform.rows import PERSONAL, Base, native_enum


class CreatedBy(StrEnum):
    """Who made a person's row."""

    STRINGER = "stringer"
    PERSON = "person"
    ADMIN = "admin"


@dataclass(frozen=True)
class Preferences:
    """How a person wants to be reached; kept as JSON, in which other programs may keep words of their own."""

    email: bool = True
    sms: bool = False
    whatsapp: bool = False
    telegram: bool = False
    signoff_opt_out: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Preferences:
        """What *kept* says; what is missing or no yes or no reads as its default."""
        names = (field.name for field in fields(cls))
        return cls(**{name: kept[name] for name in names if isinstance(kept.get(name), bool)})

    def written_over(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """*kept* with these preferences; unknown words stay."""
        return {**kept, **asdict(self)}


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
    display_first_name: Mapped[str | None] = mapped_column(info=PERSONAL)
    display_last_name: Mapped[str | None] = mapped_column(info=PERSONAL)
    email: Mapped[str | None] = mapped_column(info=PERSONAL)
    email_verified_at: Mapped[datetime | None] = mapped_column(info=PERSONAL)
    gotrue_user_id: Mapped[UUID | None] = mapped_column(unique=True, info=PERSONAL)
    phone: Mapped[str | None] = mapped_column(info=PERSONAL)
    default_locale: Mapped[str | None] = mapped_column(info=PERSONAL)
    notification_prefs: Mapped[dict[str, Any]] = mapped_column(
        JSONB, default=dict, server_default="{}", info=PERSONAL
    )
    claim_token: Mapped[str | None] = mapped_column(unique=True, info=PERSONAL)
    merged_into: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    created_by_kind: Mapped[CreatedBy] = mapped_column(native_enum(CreatedBy, "created_by_kind"))
    created_by_id: Mapped[UUID | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deleted_at: Mapped[datetime | None]
    scrubbed_at: Mapped[datetime | None]

    @property
    def preferences(self) -> Preferences:
        """How this person wants to be reached."""
        return Preferences.of(self.notification_prefs)

    @property
    def is_nobodys(self) -> bool:
        """Whether no human has claimed this row."""
        return self.gotrue_user_id is None and self.email_verified_at is None and self.merged_into is None
