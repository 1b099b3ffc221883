"""The orders that a list has ticked."""

from __future__ import annotations

from collections.abc import Sequence

from rbo.orders.models import Order
from rbo.orders.queries import by_numbers, refuse_none
from rbo.people import queries as people
from rbo.stringers import queries as stringers


def looked_up(numbers: Sequence[int], *, lock: bool = False) -> tuple[dict[int, Order], object]:
    """The orders; and what is to be held so that no verb asks for it again.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    refuse_none(numbers)
    orders = by_numbers(numbers, lock=lock)
    persons = people.visible_ones([order.client.person_id for order in orders.values()])
    return orders, (stringers.mine(), persons)
