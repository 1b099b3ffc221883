"""What the database itself holds about a stringjob."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Numeric, UniqueConstraint, text

from rbo.platform.rows import native_enum, owner_is_mine_or_house


class Kind(StrEnum):
    """A client's racket, or one's own."""

    CLIENT = "client"
    SELF = "self"


class Step(StrEnum):
    """The five moves of the lifecycle."""

    ORDERED = "ordered"
    STRUNG = "strung"
    RETURNED = "returned"
    PAID = "paid"
    CANCELLED = "cancelled"


KIND = native_enum(Kind, "order_kind")
STEP = native_enum(Step, "order_step")
TENSION = Numeric(4, 1)
# What reports add up, for the index of what was strung: there a book is in one place, in the table it is not.
REPORTED = (
    *("id", "kind", "client_id", "racket_id", "tension_unit"),
    *("main_label", "main_gauge_mm", "main_colour", "main_tension", "main_price", "main_byo"),
    *("cross_label", "cross_gauge_mm", "cross_colour", "cross_tension", "cross_price", "cross_byo"),
    *("labour_price", "currency", "ordered_at", "returned_at", "paid_at"),
)


def _tension_is_possible(side: str) -> CheckConstraint:
    kilograms = f"{side}_tension * case when tension_unit = 'lb' then 0.45359237 else 1 end"
    return CheckConstraint(f"{kilograms} between 4 and 45", name=f"{side}_tension_is_possible")


def _string(side: str) -> tuple[Any, ...]:
    return (
        ForeignKeyConstraint(
            [f"{side}_string_owner", f"{side}_string_id"],
            ["string_models.stringer_id", "string_models.id"],
            match="FULL",
        ),
        owner_is_mine_or_house(f"{side}_string_owner"),
        _tension_is_possible(side),
        CheckConstraint(f"{side}_price >= 0", name=f"{side}_price_is_not_negative"),
    )


ORDER_RULES: tuple[Any, ...] = (
    UniqueConstraint("stringer_id", "number"),
    UniqueConstraint("stringer_id", "client_id", "id"),
    ForeignKeyConstraint(["stringer_id", "client_id"], ["client_profiles.stringer_id", "client_profiles.id"]),
    ForeignKeyConstraint(
        ["stringer_id", "client_id", "racket_id"],
        ["rackets.stringer_id", "rackets.client_id", "rackets.id"],
        onupdate="CASCADE",
    ),
    ForeignKeyConstraint(["stringer_id", "receipt_id"], ["receipts.stringer_id", "receipts.id"]),
    ForeignKeyConstraint(["stringer_id", "redo_of"], ["orders.stringer_id", "orders.id"]),
    *_string("main"),
    *_string("cross"),
    CheckConstraint("number > 0", name="number_counts_from_one"),
    CheckConstraint("labour_price >= 0", name="labour_is_not_negative"),
    CheckConstraint("kind = 'self' or ordered_at is not null", name="client_job_is_ordered"),
    CheckConstraint("strung_at >= ordered_at", name="strung_after_ordered"),
    CheckConstraint("returned_at >= strung_at", name="returned_after_strung"),
    CheckConstraint("returned_at is null or strung_at is not null", name="only_strung_is_returned"),
    CheckConstraint("paid_at >= ordered_at", name="paid_after_ordered"),
    CheckConstraint("cancelled_at is null or strung_at is null", name="strung_is_not_cancelled"),
    CheckConstraint("kind = 'client' or receipt_id is null", name="self_job_has_no_receipt"),
    CheckConstraint("char_length(comments) <= 2000", name="comments_fit"),
    Index("uq_orders_receipt", "stringer_id", "receipt_id", unique=True),
    Index("ix_orders_client", "stringer_id", "client_id", text("number desc")),
    Index("ix_orders_racket", "stringer_id", "racket_id", text("number desc")),
    Index(
        "ix_orders_strung",
        "stringer_id",
        text("strung_at desc nulls last"),
        text("number desc"),
        postgresql_include=REPORTED,
        postgresql_where=text("strung_at is not null"),
    ),
    Index(
        "ix_orders_last_strung",
        "stringer_id",
        "client_id",
        text("strung_at desc"),
        postgresql_where=text("strung_at is not null"),
    ),
    Index(
        "ix_orders_bench",
        "stringer_id",
        "promised_for",
        "number",
        postgresql_where=text("strung_at is null and cancelled_at is null"),
    ),
    Index(
        "ix_orders_waiting",
        "stringer_id",
        "strung_at",
        "number",
        postgresql_where=text("strung_at is not null and (returned_at is null or paid_at is null)"),
    ),
    Index(
        "ix_orders_unfinished",
        "stringer_id",
        text("number desc"),
        postgresql_where=text("strung_at is null or returned_at is null or paid_at is null"),
    ),
    Index(
        "ix_orders_cancelled",
        "stringer_id",
        text("number desc"),
        postgresql_where=text("cancelled_at is not null"),
    ),
    Index("ix_orders_ordered", "stringer_id", text("ordered_at desc nulls last"), text("number desc")),
    Index("ix_orders_mains", "stringer_id", "main_label", text("number desc")),
    Index(
        "ix_orders_crosses",
        "stringer_id",
        "cross_label",
        text("number desc"),
        postgresql_where=text("cross_label <> main_label"),
    ),
    Index("ix_orders_redo", "stringer_id", "redo_of", postgresql_where=text("redo_of is not null")),
    Index(
        "ix_orders_measured",
        "stringer_id",
        text("number desc"),
        postgresql_where=text("dynamic_tension_instrument <> ''"),
    ),
)
