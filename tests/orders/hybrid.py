"""A stringjob that says everything a stringjob can say."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from rbo.orders import service
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform.db import db
from tests.make import an_order, today

A_DAY = timedelta(days=1)
MAINS = Side(
    label="Luxilon ALU Power",
    gauge_mm=Decimal("1.25"),
    gauge_label="16L",
    tension=Decimal(24),
    colour="silver",
    price=Decimal(22),
    byo=True,
)


def a_strung_hybrid() -> Order:
    """A hybrid that came off the machine three days ago."""
    order = an_order(
        ordered_at=today() - 7 * A_DAY,
        main=MAINS,
        cross=Side(label="Babolat VS Touch", tension=Decimal(23), price=Decimal(28)),
        pieces=2,
        knots=4,
        prestretch_pct=10,
        dynamic_tension=Decimal(36),
        dynamic_tension_instrument="ERT 300",
        extras=(("Overgrip", Decimal(6)),),
        comments="Softer in the crosses.",
    )
    service.mark_strung(order, on=today() - 3 * A_DAY)
    db.session.commit()
    return order
