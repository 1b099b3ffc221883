"""The stringer: root of everything in one book."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, func, text, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.keys.column import Sealed
from rbo.platform.rows import PERSONAL, Base, Root, Versioned, native_enum


class Role(StrEnum):
    """What a stringer may do on the installation."""

    STRINGER = "stringer"
    ADMIN = "admin"


class Status(StrEnum):
    """Where a stringer stands between invitation and leaving."""

    INVITED = "invited"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"
    FINALIZED = "finalized"


class Locale(StrEnum):
    """The languages of the product."""

    EN = "en"
    DE = "de"


class TensionUnit(StrEnum):
    """Kilograms or pounds, as typed in."""

    KG = "kg"
    LB = "lb"


class Theme(StrEnum):
    """How pages look; *system* follows the device."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


IBAN = Sealed("stringers.iban")
LOCALE = native_enum(Locale, "locale")
TENSION_UNIT = native_enum(TensionUnit, "tension_unit")


class Stringer(Root, Versioned, Base):
    """One business; *display_name* stays null until its owner filled in the profile."""

    __tablename__ = "stringers"
    __table_args__ = (
        Index("uq_stringers_email", text("lower(email)"), unique=True),
        CheckConstraint("char_length(display_name) between 1 and 80", name="display_name_fits"),
        CheckConstraint("octet_length(logo) <= 200000", name="logo_fits"),
        CheckConstraint("default_labour_price >= 0", name="labour_is_not_negative"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency_is_a_code"),
        CheckConstraint("status <> 'deactivated' or deactivated_at is not null", name="closed_since_a_day"),
        CheckConstraint(
            "suspended_at is null or status in ('deactivated', 'finalized')", name="suspended_is_closed"
        ),
    )

    email: Mapped[str]
    gotrue_user_id: Mapped[UUID | None] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(native_enum(Role, "stringer_role"), default=Role.STRINGER)
    status: Mapped[Status] = mapped_column(native_enum(Status, "stringer_status"), default=Status.INVITED)
    display_name: Mapped[str | None]
    business_name: Mapped[str] = mapped_column(default="", server_default="")
    street: Mapped[str] = mapped_column(default="", server_default="")
    house_number: Mapped[str] = mapped_column(default="", server_default="")
    postal_code: Mapped[str] = mapped_column(default="", server_default="")
    town: Mapped[str] = mapped_column(default="", server_default="")
    country: Mapped[str] = mapped_column(default="CH", server_default="CH")
    phone: Mapped[str] = mapped_column(default="", server_default="")
    logo: Mapped[bytes | None] = mapped_column(deferred=True)
    default_locale: Mapped[Locale] = mapped_column(LOCALE, default=Locale.EN, server_default="en")
    timezone: Mapped[str] = mapped_column(default="Europe/Zurich", server_default="Europe/Zurich")
    currency: Mapped[str] = mapped_column(default="CHF", server_default="CHF")
    default_tension_unit: Mapped[TensionUnit] = mapped_column(
        TENSION_UNIT, default=TensionUnit.KG, server_default="kg"
    )
    default_labour_price: Mapped[Decimal] = mapped_column(default=Decimal("25.00"), server_default="25.00")
    receipt_thankyou_text: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    iban: Mapped[str] = mapped_column(IBAN, default="", server_default="", info=PERSONAL)
    theme: Mapped[Theme] = mapped_column(
        native_enum(Theme, "theme"), default=Theme.SYSTEM, server_default="system"
    )
    shortcuts_on: Mapped[bool] = mapped_column(default=True, server_default=true())
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deactivated_at: Mapped[datetime | None]
    suspended_at: Mapped[datetime | None]

    @property
    def logo_type(self) -> str:
        """The media type of the logo: what is kept is one of two."""
        return "image/png" if (self.logo or b"").startswith(b"\x89PNG") else "image/jpeg"

    @property
    def trade_name(self) -> str:
        """The name the stringer does business under."""
        return self.business_name or self.display_name or ""

    @property
    def has_profile(self) -> bool:
        """Whether the profile form was filled in."""
        return self.display_name is not None
