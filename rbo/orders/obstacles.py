"""What keeps an order from a step, or from being taken back."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from rbo.orders import refusals
from rbo.orders.constraints import Kind, Step
from rbo.orders.models import Order
from rbo.orders.moves import refuse_impossible_day


def refuse_stringing(order: Order, on: date) -> None:
    """Refuse to string what is cancelled or strung, or on an impossible day."""
    refuse_cancelled(order)
    refuse_strung(order)
    refuse_impossible_day(order, on)


def refuse_returning(order: Order, on: date) -> None:
    """Refuse to hand out what is one's own, not strung or handed out, or on an impossible day."""
    _refuse_own(order)
    if order.strung_at is None:
        raise refusals.NotStrung(_("Order %(number)s is not strung yet.", number=order.number))
    if order.returned_at is not None:
        raise refusals.AlreadyReturned(_("Order %(number)s was handed back already.", number=order.number))
    refuse_impossible_day(order, on)
    if on < order.strung_at:
        raise refusals.DateBeforeStrung(_("This day is before the racket was strung."))


def refuse_paying(order: Order, on: date) -> None:
    """Refuse money for what is one's own, cancelled or paid, or on an impossible day."""
    _refuse_own(order)
    refuse_cancelled(order)
    if order.paid_at is not None:
        raise refusals.AlreadyPaid(_("Order %(number)s is paid already.", number=order.number))
    refuse_impossible_day(order, on)


def refuse_undoing(order: Order, step: Step) -> None:
    """Refuse to take back what a client, or a later step, stands on."""
    if step is Step.ORDERED and order.kind is not Kind.SELF:
        raise refusals.ClientWaits(_("A client’s order is no draft. Cancel it instead."))
    if step is Step.ORDERED:
        refuse_strung(order)
    if step is Step.STRUNG and order.returned_at is not None:
        raise refusals.StillReturned(_("The racket was handed back. Undo that first."))


def refuse_cancelled(order: Order) -> None:
    """Refuse to go on with an order that was cancelled."""
    if order.cancelled_at is not None:
        raise refusals.AlreadyCancelled(_("Order %(number)s is cancelled.", number=order.number))


def refuse_strung(order: Order) -> None:
    """Refuse what can only be done before stringing."""
    if order.is_strung:
        raise refusals.AlreadyStrung(_("Order %(number)s is strung already.", number=order.number))


def _refuse_own(order: Order) -> None:
    if order.kind is Kind.SELF:
        raise refusals.OwnRacket(_("This racket is your own: nobody fetches it or pays for it."))
