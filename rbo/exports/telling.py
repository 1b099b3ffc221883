"""How far an export is: counted by the rows of the tables that can be long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from rbo.orders.models import Order, OrderStateAudit
from rbo.receipts.models import Receipt, ReceiptEmission

Tell = Callable[[int, int], None]
LONG = (Order, Receipt, ReceiptEmission, OrderStateAudit)


def told(tell: Tell, total: int) -> Iterator[None]:
    """A step for each row."""
    for done in count(1):
        tell(min(done, total), total)
        yield
