"""Receipt numbers, receipts, and every letter that went out with one."""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rbo.platform.jobs.models import Outbox
from rbo.platform.numbering import Counter
from rbo.platform.rows import PERSONAL, Base, Owned, native_enum
from rbo.stringers.models import LOCALE, Locale


class Cause(StrEnum):
    """Why a receipt was sent."""

    STRUNG = "strung"
    RESTRUNG = "restrung"
    EDITED = "edited"
    RESENT = "resent"


class Skipped(StrEnum):
    """Why a receipt was not mailed at all."""

    NO_ADDRESS = "no_address"
    NOT_WANTED = "not_wanted"


class ReceiptCounter(Counter, Base):
    """The last number given out in one year of one stringer."""

    __tablename__ = "receipt_counters"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


def number_of(year: int, seq: int) -> str:
    """The number as printed: 2026-0147."""
    return f"{year}-{seq:04d}"


class Receipt(Owned, Base):
    """One number, for one order, for ever."""

    __tablename__ = "receipts"
    is_a_record = True
    __table_args__ = (
        UniqueConstraint("stringer_id", "year", "seq"),
        CheckConstraint("seq > 0", name="seq_counts_from_one"),
    )

    year: Mapped[int]
    seq: Mapped[int]

    @property
    def number(self) -> str:
        """The number as it is printed."""
        return number_of(self.year, self.seq)


class ReceiptEmission(Owned, Base):
    """One sending of a receipt: what it said, to whom, and the outbox row that carries it."""

    __tablename__ = "receipt_emissions"
    __table_args__ = (
        ForeignKeyConstraint(["stringer_id", "receipt_id"], ["receipts.stringer_id", "receipts.id"]),
        ForeignKeyConstraint(["stringer_id", "outbox_id"], ["outbox.stringer_id", "outbox.id"]),
        CheckConstraint("(outbox_id is null) <> (skipped is null)", name="is_carried_or_skipped"),
        Index("ix_receipt_emissions_receipt", "stringer_id", "receipt_id", "created_at"),
    )

    receipt_id: Mapped[UUID]
    cause: Mapped[Cause] = mapped_column(native_enum(Cause, "emission_cause"))
    locale: Mapped[Locale] = mapped_column(LOCALE)
    recipient: Mapped[str | None] = mapped_column(info=PERSONAL)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSONB, info=PERSONAL)
    outbox_id: Mapped[UUID | None]
    skipped: Mapped[Skipped | None] = mapped_column(native_enum(Skipped, "emission_skipped"))

    receipt: Mapped[Receipt] = relationship(lazy="raise", viewonly=True)
    outbox: Mapped[Outbox | None] = relationship(lazy="raise", viewonly=True)
