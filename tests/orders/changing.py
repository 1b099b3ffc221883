"""An order that is strung, and changes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from rbo.orders import service
from rbo.orders.changes.change import change
from rbo.orders.changes.edition import edition_of
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.receipts.models import ReceiptEmission
from tests.make import an_order, reloaded, today

A_DAY = timedelta(days=1)


def strung(**more: Any) -> Order:
    """An order that came in five days ago and was strung three days ago."""
    order = an_order(ordered_at=today() - 5 * A_DAY, **more)
    service.mark_strung(order, on=today() - 3 * A_DAY)
    db.session.commit()
    return reloaded(order.number)


def changed(order: Order, *, send: bool = True, **wishes: Any) -> ReceiptEmission | None:
    """The letter, if any, that follows when *order* is changed as wished."""
    return change(order, replace(edition_of(order), **wishes), order.version, send=send)
