"""What the two windows of the database show; nothing is written through them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, composite, declared_attr, mapped_column

from rbo.platform.rows import Window
from rbo.receipts.models import number_of
from rbo.stringers.models import IBAN, LOCALE, TENSION_UNIT, Locale, TensionUnit

BY_STRINGER, BY_CLIENT, ALL_BY_CLIENT = 1, 2, 3


@dataclass(frozen=True)
class Strings:
    """Mains or crosses without their price."""

    label: str
    gauge_mm: Decimal | None
    gauge_label: str
    tension: Decimal | None
    colour: str

    @property
    def label_with_gauge(self) -> str:
        """Maker, name and gauge in millimetres."""
        return f"{self.label} {self.gauge_mm:.2f}" if self.gauge_mm is not None else self.label


def _strings(side: str) -> Mapped[Strings]:
    names = (f"{side}_{part}" for part in ("label", "gauge_mm", "gauge_label", "tension", "colour"))
    made: Mapped[Strings] = composite(Strings, *(mapped_column(name) for name in names))
    return made


class Job:
    """What both windows show of a job; a client of several stringers has one `client_id` at each."""

    stringer_id: Mapped[UUID] = mapped_column(primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID]
    logo: Mapped[bytes | None] = mapped_column(deferred=True)
    first_name: Mapped[str]
    last_name: Mapped[str | None]
    racket: Mapped[str]
    head_size_in2: Mapped[Decimal | None]
    instance_id: Mapped[str]
    pattern: Mapped[str]
    tension_unit: Mapped[TensionUnit] = mapped_column(TENSION_UNIT)
    pieces: Mapped[int | None]
    knots: Mapped[int | None]
    prestretch_pct: Mapped[int | None]
    machine_mode: Mapped[str]
    dynamic_tension: Mapped[Decimal | None]
    dynamic_tension_instrument: Mapped[str]
    comments: Mapped[str | None]
    ordered_at: Mapped[date | None]
    strung_at: Mapped[date | None]
    receipt_year: Mapped[int | None]
    receipt_seq: Mapped[int | None]

    @declared_attr
    @classmethod
    def main(cls) -> Mapped[Strings]:
        """The mains."""
        return _strings("main")

    @declared_attr
    @classmethod
    def cross(cls) -> Mapped[Strings]:
        """The crosses."""
        return _strings("cross")

    @property
    def client(self) -> str:
        """The client, as far as the grant names them."""
        return f"{self.first_name} {self.last_name or ''}".strip()

    @property
    def is_hybrid(self) -> bool:
        """Whether mains and crosses are different strings."""
        main, cross = self.main, self.cross
        return (main.label, main.gauge_mm, main.colour) != (cross.label, cross.gauge_mm, cross.colour)

    @property
    def receipt_number(self) -> str | None:
        """The number as printed; None before the racket was strung."""
        if self.receipt_year is None or self.receipt_seq is None:
            return None
        return number_of(self.receipt_year, self.receipt_seq)


class SharedJob(Job, Window):
    """A job that a live grant opens to the stringer whose book is open, once for each grant."""

    __tablename__ = "shared_jobs"

    grant_id: Mapped[UUID] = mapped_column(primary_key=True)
    rule: Mapped[int]
    shared_at: Mapped[datetime]
    source: Mapped[str]

    @property
    def is_discreet(self) -> bool:
        """Whether the client's last name and the comments stay hidden: the client was not asked."""
        return self.rule == BY_STRINGER

    @property
    def covers_all(self) -> bool:
        """Whether the client shows every job, and not this one alone."""
        return self.rule == ALL_BY_CLIENT


class MyJob(Job, Window):
    """A job of the person whose view is open, at any stringer, as it stands on the receipt."""

    __tablename__ = "my_jobs"

    accepted_at: Mapped[datetime | None]
    display_name: Mapped[str | None]
    business_name: Mapped[str]
    street: Mapped[str]
    house_number: Mapped[str]
    postal_code: Mapped[str]
    town: Mapped[str]
    country: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    iban: Mapped[str] = mapped_column(IBAN)
    receipt_thankyou_text: Mapped[dict[str, Any]] = mapped_column(JSONB)
    default_locale: Mapped[Locale] = mapped_column(LOCALE)
    entered_locale: Mapped[Locale | None] = mapped_column(LOCALE)
    labour_price: Mapped[Decimal]
    main_price: Mapped[Decimal]
    main_byo: Mapped[bool]
    cross_price: Mapped[Decimal]
    cross_byo: Mapped[bool]
    extras: Mapped[list[tuple[str, str]] | None] = mapped_column(JSONB)
    currency: Mapped[str]
    returned_at: Mapped[date | None]
    paid_at: Mapped[date | None]
    cancelled_at: Mapped[date | None]
    promised_for: Mapped[date | None]
