"""The orders that a list has ticked."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _

from rbo.orders.models import Order
from rbo.orders.queries import by_numbers
from rbo.people import queries as people
from rbo.platform.errors import Refused
from rbo.stringers import queries as stringers


def looked_up(numbers: Sequence[int]) -> tuple[dict[int, Order], object]:
    """The orders, locked; and what is to be held so that no verb asks for it again.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    if not numbers:
        raise Refused(_("No order is selected. Go back and tick some."))
    orders = by_numbers(numbers)
    persons = people.visible_ones([order.client.person_id for order in orders.values()])
    return orders, (stringers.mine(), persons)
