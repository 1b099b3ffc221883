"""Today's receipts of several orders mailed once more: whose goes, and why another stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from rbo.orders import letters
from rbo.orders.bill import envelope_of
from rbo.orders.chosen import looked_up
from rbo.orders.constraints import Kind
from rbo.orders.models import Order
from rbo.receipts.models import Skipped


@dataclass(frozen=True)
class Mailing:
    """The orders whose receipts go by mail, and the others with a sentence each."""

    goes: Sequence[Order]
    stays: Sequence[tuple[Order, str]]


def mailing_of(numbers: Sequence[int]) -> Mailing:
    """What mailing the receipts of these orders would do now.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    orders, _held = looked_up(numbers)
    return _divided(orders)


def mail_again(numbers: Sequence[int]) -> Mailing:
    """Mail today's receipts of those of these orders that have one and an address, in a few statements.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    orders, _held = looked_up(numbers, lock=True)
    mailing = _divided(orders)
    letters.send_all_again(mailing.goes)
    return mailing


def _why_not(order: Order) -> str:
    """Why the receipt of *order* is not mailed; nothing where it is."""
    if order.kind is Kind.SELF:
        return str(_("Your own racket has no receipt."))
    if order.receipt is None or not order.is_strung:
        return str(_("Order %(number)s is not strung yet.", number=order.number))
    skipped = envelope_of(order).skipped
    if skipped is Skipped.NO_ADDRESS:
        return str(_("The client has no address, so nothing is mailed."))
    return str(_("The client wants no mail, so nothing is mailed.")) if skipped else ""


def _divided(orders: Mapping[int, Order]) -> Mailing:
    told = [(orders[number], _why_not(orders[number])) for number in sorted(orders)]
    return Mailing([order for order, why in told if not why], [(order, why) for order, why in told if why])
