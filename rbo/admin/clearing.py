"""Finalized books are cleared in small batches: receipts stay ten years and name nobody, the rest goes."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Delete, Update, and_, extract, func, or_, select, update
from sqlalchemy.orm import Session

from rbo.admin.batches import Change, gone, is_full, some, table, there_is
from rbo.admin.blanks import personal
from rbo.admin.trace import YEARS_KEPT
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.models import Order
from rbo.people.models import CreatedBy, Person
from rbo.platform.rows import Base
from rbo.stringers.models import Status, Stringer

GOES = (
    "changes",
    "notifications",
    "webhook_deliveries",
    "webhooks",
    "receipt_emissions",
    "exports",
    "imported_rows",
    "imports",
    "order_links",
    "share_audit",
    "order_shares",
    "order_state_audit",
    "order_batches",
    "form_keys",
    "personal_tokens",
    "catalogue_submissions",
    "outbox",
    "order_counters",
    "receipt_counters",
)
ISSUER = ("business_name", "street", "house_number", "postal_code", "town")
FINALIZED = select(Stringer.id).where(Stringer.status == Status.FINALIZED)


def clear_finalized(rows: Session) -> None:
    """Do a part of what is left to do; what a batch did not reach comes with the next turn."""
    for change in _steps():
        if is_full(rows, "Cleared of finalized books", change):
            return


def _steps() -> Iterator[Change]:
    """What points at something goes before it."""
    left_in_storage = there_is(_of("outbox", "exports", outbox_id="id"))
    which = {"exports": table("exports").c.removed_at.is_not(None), "outbox": ~left_in_storage}
    for name in GOES:
        yield _gone(name, *([which[name]] if name in which else []))
    yield from _without_receipt()
    yield from _blanked()


def _without_receipt() -> Iterator[Change]:
    """Jobs without a receipt, or with one that is too old, and then whatever no job is left of."""
    orders, redo = table("orders"), table("orders").alias("redo")
    again = and_(redo.c.stringer_id == orders.c.stringer_id, redo.c.redo_of == orders.c.id)
    this_year = extract("year", func.now())
    is_over = table("receipts").c.year + YEARS_KEPT < this_year
    too_old = there_is(_of("orders", "receipts", id="receipt_id"), is_over)
    yield _gone("orders", or_(orders.c.receipt_id.is_(None), too_old), ~there_is(again))
    yield _gone("receipts", _unused("receipts", "orders", "receipt_id"))
    yield _gone("rackets", _unused("rackets", "orders", "racket_id"))
    yield _gone("client_profiles", _unused("client_profiles", "rackets", "client_id"))
    yield _gone("racket_models", _unused("racket_models", "rackets", "model_id"))
    strung = [_unused("string_models", "orders", f"{side}_string_id") for side in ("main", "cross")]
    yield _gone("string_models", *strung)


def _blanked() -> Iterator[Change]:
    """The names of people, and at the end that of the business."""
    for noun in (Order, Racket, ClientProfile):
        yield _without(noun)
    yield _forgotten_persons()
    stringers = table("stringers")
    is_over = and_(
        stringers.c.status == Status.FINALIZED,
        stringers.c.display_name.is_not(None),
        ~there_is(table("receipts").c.stringer_id == stringers.c.id),
    )
    yield update(stringers).where(is_over).values(display_name=None, **dict.fromkeys(ISSUER, ""))


def _forgotten_persons() -> Update:
    """Those whom only finalized stringers knew and who never signed in."""
    persons, known = table("persons"), table("client_profiles")
    is_known = and_(known.c.person_id == persons.c.id, known.c.stringer_id.not_in(FINALIZED))
    made_here = and_(
        persons.c.created_by_kind == CreatedBy.STRINGER,
        persons.c.created_by_id.in_(FINALIZED),
        persons.c.gotrue_user_id.is_(None),
        persons.c.email_verified_at.is_(None),
        persons.c.scrubbed_at.is_(None),
    )
    blank = update(persons).where(some("persons", made_here, ~there_is(is_known)))
    return blank.values(**personal(Person)).values(deleted_at=func.now(), scrubbed_at=func.now())


def _gone(name: str, *which: ColumnElement[bool]) -> Delete:
    return gone(name, table(name).c.stringer_id.in_(FINALIZED), *which)


def _without(noun: type[Base]) -> Update:
    one, blank = table(noun.__tablename__), personal(noun)
    is_left = or_(*(one.c[column].is_distinct_from(nothing) for column, nothing in blank.items()))
    batch = some(noun.__tablename__, one.c.stringer_id.in_(FINALIZED), is_left)
    return update(one).where(batch).values(blank)


def _unused(name: str, by: str, pointing: str) -> ColumnElement[bool]:
    return ~there_is(_of(name, by, **{pointing: "id"}))


def _of(name: str, other: str, **same: str) -> ColumnElement[bool]:
    """Rows of *other* in the same book, whose columns are those of *name*."""
    one, two = table(name), table(other)
    pairs = {"stringer_id": "stringer_id", **same}
    return and_(*(two.c[theirs] == one.c[mine] for theirs, mine in pairs.items()))
