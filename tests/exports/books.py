"""Books to export, and what an export of them says."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from rbo.exports import queries, service
from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.orders import service as orders
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform import clock
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.make import a_client, a_racket, a_string_model, an_order, reloaded, today

NASTY = (
    "=1+1",
    "+41",
    "-2",
    "@SUM(A1)",
    '=HYPERLINK("http://x","y")',
    "\t=1",
    "🎾 Ωß",
    "a\x01b\x1fc",
    "x" * 1900,
)


def exported(stringer: Stringer, wanted: Format) -> bytes:
    """The file, as a worker writes it."""
    db.session.rollback()
    return b"".join(made(wanted, stringer.id, lambda done, of: None))


def document_of(stringer: Stringer) -> dict[str, Any]:
    """The JSON document, read."""
    said: dict[str, Any] = json.loads(exported(stringer, Format.JSON))
    return said


def a_job_with_everything() -> Order:
    """A hybrid that was ordered, strung, handed back and paid, with extras and a reading."""
    string = a_string_model()
    client = a_client("Lena", "Muster", internal_notes="Pays late.", nickname="Leni")
    order = an_order(
        client,
        racket=a_racket(client),
        main=Side(
            label=string.label,
            string_owner=string.stringer_id,
            string_id=string.id,
            gauge_mm=Decimal("1.25"),
            gauge_label="16L",
            tension=Decimal("24.5"),
            colour="black",
            price=Decimal("9.05"),
        ),
        cross=Side(label="Solinco Hyper-G", tension=Decimal(23), price=Decimal(14), byo=True),
        extras=(("Grip", Decimal("6.10")), ("Dampener", Decimal(0))),
        ordered_at=today() - timedelta(days=3),
        pieces=2,
        knots=4,
        prestretch_pct=10,
        machine_mode="Constant pull",
        dynamic_tension=Decimal("36.5"),
        dynamic_tension_instrument="ERT 300",
        comments="Softer in the crosses.",
    )
    for verb in (orders.mark_strung, orders.mark_returned, orders.mark_paid):
        verb(reloaded(order.number), on=today())
    db.session.commit()
    return reloaded(order.number)


def enough_for_today() -> datetime:
    """Have as many files made as a book may within a day; gives when the first was asked for."""
    for _one_more in range(service.MOST_A_DAY):
        export = service._add(Format.JSON)
        export.size, export.sha256, export.finished_at = 1, "x", clock.now()
    db.session.commit()
    first = queries.asked_at(service.MOST_A_DAY)
    db.session.rollback()
    assert first
    return first
