"""Labels for several rackets at once: a code each, which tells a finder whose client it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbo.orders import queries as orders
from rbo.orders.models import Order
from rbo.platform.codes import picture_of
from rbo.portal import links
from rbo.portal.models import LinkKind


@dataclass(frozen=True)
class Label:
    """What goes on a racket; *picture* is its code."""

    order: Order
    picture: str


def print_labels(numbers: Sequence[int]) -> list[Label]:
    """A new label for each of these orders, in the order of their numbers.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    found = orders.by_numbers(numbers, lock=True)
    orders.refuse_none(found)
    wanted = [found[number] for number in sorted(found)]
    addresses = links.make_all(wanted, LinkKind.LABEL)
    return [Label(*each) for each in zip(wanted, map(picture_of, addresses), strict=True)]
