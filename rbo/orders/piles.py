"""The piles on and beside the bench, as conditions on rows."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_

from rbo.orders.constraints import Kind
from rbo.orders.lifecycle import Pile, State, is_in
from rbo.orders.models import Order

ON_THE_BENCH = and_(Order.strung_at.is_(None), Order.cancelled_at.is_(None), Order.ordered_at.is_not(None))
UNFINISHED = and_(
    Order.kind == Kind.CLIENT,
    Order.strung_at.is_not(None),
    or_(Order.returned_at.is_(None), Order.paid_at.is_(None)),
)
WAITING = and_(UNFINISHED, Order.returned_at.is_(None))
UNPAID = and_(UNFINISHED, Order.paid_at.is_(None))
NOT_DONE = or_(Order.strung_at.is_(None), Order.returned_at.is_(None), Order.paid_at.is_(None))
PILES = {Pile.OPEN: or_(ON_THE_BENCH, UNFINISHED), Pile.WAITING: WAITING, Pile.UNPAID: UNPAID}


def lies_in(place: State | Pile) -> ColumnElement[bool]:
    """The orders of one state, or of one pile.

    What is not done is said in the words of its index: few such orders are found without a walk through all.
    So are cancelled ones. That they were never strung, the table makes sure: to say that too would make them
    look so rare that all are read and sorted for one page.
    """
    if place is State.CANCELLED:
        return Order.cancelled_at.is_not(None)
    if place is State.DONE:
        return is_in(Order, place)
    return and_(NOT_DONE, PILES[place] if isinstance(place, Pile) else is_in(Order, place))
