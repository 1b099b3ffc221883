"""Changing a stringjob: what it says, whose it is, and the days of the steps that were taken."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from flask_babel import gettext as _

from rbo.orders import letters, refusals
from rbo.orders.changes.course import refuse_impossible_course
from rbo.orders.changes.edition import Edition, edition_of
from rbo.orders.constraints import Kind
from rbo.orders.content import write_into
from rbo.orders.models import Order, client_changed
from rbo.orders.moves import redate, refuse_change_since
from rbo.platform import clock
from rbo.platform.db import db
from rbo.receipts.draft import Draft
from rbo.receipts.models import ReceiptEmission


@dataclass(frozen=True)
class Reading:
    """A dynamic tension; numbers of different instruments say nothing about each other."""

    value: Decimal | None
    instrument: str


def change(order: Order, wanted: Edition, seen_version: int, *, send: bool) -> ReceiptEmission | None:
    """Let *order* say what *wanted* says; a receipt that now says something else is sent again, if *send*.

    What is there already is no change, whoever wrote it: a double click is never an error.

    Raises:
        ChangedMeanwhile: *seen_version* is not the order's.
        ForeignRacket, ReceiptNamesClient, OtherKind: it cannot be this client's, or in this racket.
        StepIsNoEdit: a step was to be taken, or taken back.
        DateInFuture, DateBeforeOrdered, DateBeforeStrung: the days make no course.
        ImpossibleTension: a tension no frame takes.
    """
    if wanted == edition_of(order):
        return None
    refuse_change_since(order, seen_version)
    _refuse_other_owner(order, wanted)
    refuse_impossible_course(order, wanted.days)
    before = _paper_sent(order)
    _write(order, wanted)
    if order.receipt is None or not send or _paper_sent(order) == before:
        return None
    return letters.send_changed(order, order.receipt)


def note_reading(order: Order, reading: Reading, seen_version: int, *, send: bool) -> ReceiptEmission | None:
    """Note the dynamic tension of a strung racket.

    Raises:
        NotStrung: there is nothing to measure yet.
        ChangedMeanwhile: *seen_version* is not the order's.
    """
    if not order.is_strung:
        raise refusals.NotStrung(_("Order %(number)s is not strung yet.", number=order.number))
    noted = replace(
        edition_of(order), dynamic_tension=reading.value, dynamic_tension_instrument=reading.instrument
    )
    return change(order, noted, seen_version, send=send)


def _paper_sent(order: Order) -> Draft | None:
    """What the client was told, which is nothing before the racket is strung."""
    return letters.paper_of(order) if order.is_strung and order.receipt is not None else None


def _write(order: Order, wanted: Edition) -> None:
    is_anothers = wanted.client.id != order.client_id
    write_into(order, wanted, wanted.racket.pattern)
    order.client_id, order.racket_id = wanted.client.id, wanted.racket.id
    order.updated_at = clock.now()  # extras are rows of their own: the version must rise for them too
    redate(order, wanted.days)
    db.session.refresh(order, ["client", "racket"])
    if is_anothers:
        client_changed.send(order)


def _refuse_other_owner(order: Order, wanted: Edition) -> None:
    if wanted.racket.client_id != wanted.client.id:
        raise refusals.ForeignRacket(_("This racket belongs to another client."))
    if wanted.client.id == order.client_id:
        return
    if order.receipt_id is not None:
        raise refusals.ReceiptNamesClient(
            _("Its receipt has a number and was written for this client. Add a new order for the other one.")
        )
    if wanted.client.is_self_for_stringer != (order.kind is Kind.SELF):
        raise refusals.OtherKind(_("A client’s order and your own stay apart. Add a new order instead."))
