"""Off the machine: what keeps a racket from being strung, and many of them strung at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from rbo.orders import letters, refusals
from rbo.orders.constraints import Kind, Step
from rbo.orders.models import Order
from rbo.orders.moves import move_all, refuse_impossible_day, was_just_done
from rbo.platform.errors import Refused


def mark_all_strung(orders: Sequence[Order], on: date) -> dict[int, str]:
    """`mark_strung` for each that can be, in a few statements for all; why not, by number, for the others."""
    going, refused = list[Order](), dict[int, str]()
    for order in orders:
        try:
            if not was_just_done(order, Step.STRUNG, on):
                refuse_stringing(order, on)
                going.append(order)
        except Refused as refusal:
            refused[order.number] = str(refusal)
    again = {order.number for order in going if order.receipt is not None}
    theirs = [order for order in going if order.kind is not Kind.SELF]
    letters.mint_all([order for order in theirs if order.number not in again], on.year)
    move_all(going, Step.STRUNG, on)
    letters.send_all_strung(theirs, again)
    return refused


def refuse_stringing(order: Order, on: date) -> None:
    """Refuse to string what is cancelled or strung, or on an impossible day."""
    refuse_cancelled(order)
    refuse_strung(order)
    refuse_impossible_day(order, on)


def refuse_cancelled(order: Order) -> None:
    """Refuse to go on with an order that was cancelled."""
    if order.cancelled_at is not None:
        raise refusals.AlreadyCancelled(_("Order %(number)s is cancelled.", number=order.number))


def refuse_strung(order: Order) -> None:
    """Refuse what can only be done before stringing."""
    if order.is_strung:
        raise refusals.AlreadyStrung(_("Order %(number)s is strung already.", number=order.number))
