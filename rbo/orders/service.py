"""The verbs of the bench; each takes a locked order (`queries.by_number(..., lock=True)`)."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from rbo.orders import letters, refusals
from rbo.orders.constraints import Kind, Step
from rbo.orders.models import Order
from rbo.orders.moves import date_of, move, refuse_change_since, refuse_impossible_day, was_just_done
from rbo.orders.obstacles import (
    refuse_cancelled,
    refuse_paying,
    refuse_returning,
    refuse_stringing,
    refuse_strung,
    refuse_undoing,
)
from rbo.platform.errors import Refused
from rbo.receipts import service as receipts
from rbo.receipts.models import Receipt, ReceiptEmission


def mark_ordered(order: Order, on: date) -> None:
    """Put a draft on the bench.

    Raises:
        AlreadyOrdered, AlreadyStrung, AlreadyCancelled: it is no draft any more.
        DateInFuture: *on* is after today.
    """
    if was_just_done(order, Step.ORDERED, on):
        return
    refuse_cancelled(order)
    if order.ordered_at is not None:
        raise refusals.AlreadyOrdered(_("Order %(number)s is on the bench already.", number=order.number))
    refuse_strung(order)
    refuse_impossible_day(order, on)
    move(order, Step.ORDERED, on)


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
    refuse_stringing(order, on)
    move(order, Step.STRUNG, on)
    return None if order.kind is Kind.SELF else letters.send_strung(order)


def mark_returned(order: Order, on: date) -> None:
    """Hand the racket back.

    Raises:
        OwnRacket: it belongs to the stringer.
        NotStrung: it is not strung yet.
        AlreadyReturned: it was handed back before.
        DateBeforeStrung, DateInFuture, DateBeforeOrdered: *on* is no possible day.
    """
    if was_just_done(order, Step.RETURNED, on):
        return
    refuse_returning(order, on)
    move(order, Step.RETURNED, on)


def mark_paid(order: Order, on: date) -> None:
    """Note the payment, before or after stringing.

    Raises:
        OwnRacket: it belongs to the stringer.
        AlreadyPaid: it was paid before.
        AlreadyCancelled: it was cancelled.
        DateInFuture, DateBeforeOrdered: *on* is no possible day.
    """
    if was_just_done(order, Step.PAID, on):
        return
    refuse_paying(order, on)
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
    refuse_cancelled(order)
    refuse_strung(order)
    if order.receipt_id is not None:
        raise refusals.HasReceipt(
            _("Its receipt has a number, so the order stays. Clear its prices, or add a redo and link it.")
        )
    refuse_impossible_day(order, on)
    move(order, Step.CANCELLED, on)


def undoable(order: Order) -> list[Step]:
    """The steps that were taken and that nothing keeps; *order* need not be locked."""
    return [step for step in Step if date_of(order, step) is not None and _can_go_back(order, step)]


def undo_ordering(order: Order, seen_version: int) -> None:
    """A draft again; only one's own job can be one.

    Raises:
        ClientWaits: it is a client's.
        AlreadyStrung: it is strung.
        ChangedMeanwhile: *seen_version* is not the order's.
    """
    _take_back(order, Step.ORDERED, seen_version)


def undo_stringing(order: Order, seen_version: int) -> None:
    """Put the racket back on the machine; its number stays, letters not yet sent are called back.

    Raises:
        StillReturned: it was handed back.
        ChangedMeanwhile: *seen_version* is not the order's.
    """
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
    return letters.send_again(order, order.receipt)


def _can_go_back(order: Order, step: Step) -> bool:
    try:
        refuse_undoing(order, step)
    except Refused:
        return False
    return True


def _take_back(order: Order, step: Step, seen_version: int) -> bool:
    refuse_undoing(order, step)
    if was_just_done(order, step, None):
        return False
    refuse_change_since(order, seen_version)
    move(order, step, None)
    return True
