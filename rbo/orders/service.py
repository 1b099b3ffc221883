"""The verbs of the bench; each takes a locked order (`queries.by_number(..., lock=True)`)."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from rbo.orders import refusals
from rbo.orders.bill import draft_of, envelope_of
from rbo.orders.constraints import Kind, Step
from rbo.orders.models import Order
from rbo.orders.moves import move, refuse_impossible_day, was_just_done
from rbo.platform.db import db
from rbo.receipts import service as receipts
from rbo.receipts.models import Cause, Receipt, ReceiptEmission
from rbo.stringers import queries as stringers


def mark_strung(order: Order, on: date) -> Receipt | None:
    """Take the racket off the machine: date it, number its receipt, send the letter.

    A job of one's own has no receipt, and gives None.

    Raises:
        AlreadyStrung: it was strung before.
        AlreadyCancelled: it was cancelled.
        DateInFuture, DateBeforeOrdered: *on* is no possible day.
    """
    if was_just_done(order, Step.STRUNG, on):
        return order.receipt
    _refuse_cancelled(order)
    if order.is_strung:
        raise refusals.AlreadyStrung(_("Order %(number)s is strung already.", number=order.number))
    refuse_impossible_day(order, on)
    move(order, Step.STRUNG, on)
    return None if order.kind is Kind.SELF else _send_receipt(order)


def mark_returned(order: Order, on: date) -> None:
    """Hand the racket back.

    Raises:
        NotStrung: it is not strung yet.
        AlreadyReturned: it was handed back before.
        DateBeforeStrung, DateInFuture, DateBeforeOrdered: *on* is no possible day.
    """
    if was_just_done(order, Step.RETURNED, on):
        return
    if order.strung_at is None:
        raise refusals.NotStrung(_("Order %(number)s is not strung yet.", number=order.number))
    if order.returned_at is not None:
        raise refusals.AlreadyReturned(_("Order %(number)s was handed back already.", number=order.number))
    refuse_impossible_day(order, on)
    if on < order.strung_at:
        raise refusals.DateBeforeStrung(_("This day is before the racket was strung."))
    move(order, Step.RETURNED, on)


def mark_paid(order: Order, on: date) -> None:
    """Note the payment, before or after stringing.

    Raises:
        AlreadyPaid: it was paid before.
        AlreadyCancelled: it was cancelled.
        DateInFuture, DateBeforeOrdered: *on* is no possible day.
    """
    if was_just_done(order, Step.PAID, on):
        return
    _refuse_cancelled(order)
    if order.paid_at is not None:
        raise refusals.AlreadyPaid(_("Order %(number)s is paid already.", number=order.number))
    refuse_impossible_day(order, on)
    move(order, Step.PAID, on)


def cancel(order: Order, on: date) -> None:
    """Take the order off the bench; it stays findable.

    Raises:
        HasReceipt: its receipt has a number.
        AlreadyStrung, AlreadyCancelled: it is strung or cancelled.
        DateInFuture, DateBeforeOrdered: *on* is no possible day.
    """
    if was_just_done(order, Step.CANCELLED, on):
        return
    _refuse_cancelled(order)
    if order.is_strung:
        raise refusals.AlreadyStrung(_("Order %(number)s is strung already.", number=order.number))
    if order.receipt_id is not None:
        raise refusals.HasReceipt(
            _("Its receipt has a number, so the order stays. Clear its prices, or add a redo and link it.")
        )
    refuse_impossible_day(order, on)
    move(order, Step.CANCELLED, on)


def undo_stringing(order: Order, seen_version: int) -> None:
    """Put the racket back on the machine; its number stays, letters not yet sent are called back.

    Raises:
        StillReturned: it was handed back.
        ChangedMeanwhile: *seen_version* is not the order's.
    """
    if order.returned_at is not None:
        raise refusals.StillReturned(_("The racket was handed back. Undo that first."))
    if _take_back(order, Step.STRUNG, seen_version) and order.receipt is not None:
        receipts.call_back(order.receipt)


def undo_return(order: Order, seen_version: int) -> None:
    """The racket is still here.

    Raises:
        ChangedMeanwhile: *seen_version* is not the order's.
    """
    _take_back(order, Step.RETURNED, seen_version)


def undo_payment(order: Order, seen_version: int) -> None:
    """It is not paid after all.

    Raises:
        ChangedMeanwhile: *seen_version* is not the order's.
    """
    _take_back(order, Step.PAID, seen_version)


def undo_cancellation(order: Order, seen_version: int) -> None:
    """Back on the bench.

    Raises:
        ChangedMeanwhile: *seen_version* is not the order's.
    """
    _take_back(order, Step.CANCELLED, seen_version)


def send_again(order: Order) -> ReceiptEmission:
    """Send today's receipt once more.

    Raises:
        NotStrung: there is no receipt to send.
    """
    if order.receipt is None or not order.is_strung:
        raise refusals.NotStrung(_("Order %(number)s is not strung yet.", number=order.number))
    draft = draft_of(order, stringers.mine())
    return receipts.emit(order.receipt, draft, envelope_of(order), Cause.RESENT)


def _send_receipt(order: Order) -> Receipt:
    draft = draft_of(order, stringers.mine())
    if order.receipt is not None:
        receipts.emit(order.receipt, draft, envelope_of(order), Cause.RESTRUNG)
        return order.receipt
    receipt = receipts.issue(draft, envelope_of(order))
    order.receipt_id = receipt.id
    db.session.flush()
    db.session.refresh(order, ["receipt"])
    return receipt


def _take_back(order: Order, step: Step, seen_version: int) -> bool:
    if was_just_done(order, step, None):
        return False
    if order.version != seen_version:
        raise refusals.ChangedMeanwhile(
            _("Order %(number)s was changed meanwhile. Look at it and try again.", number=order.number)
        )
    move(order, step, None)
    return True


def _refuse_cancelled(order: Order) -> None:
    if order.cancelled_at is not None:
        raise refusals.AlreadyCancelled(_("Order %(number)s is cancelled.", number=order.number))
