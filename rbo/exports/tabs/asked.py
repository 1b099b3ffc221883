"""What the sheets of stringjobs read: one row for each, and no more than they show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, Subquery, Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from rbo.clients.models import ClientProfile, Racket
from rbo.exports.parts.columns import is_that_of, receipt_number
from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderExtra
from rbo.platform.db import db
from rbo.receipts.models import Receipt

AT_ONCE = {"yield_per": 500}
OF_THE_ORDER = (
    *(Order.number, Order.ordered_at, Order.strung_at, Order.returned_at, Order.paid_at, Order.cancelled_at),
    *(Order.promised_for, Order.legacy_ref, Order.pattern, Order.tension_unit, Order.main, Order.cross),
    *(
        Order.labour_price,
        Order.currency,
        Order.pieces,
        Order.knots,
        Order.prestretch_pct,
        Order.machine_mode,
    ),
    *(Order.dynamic_tension, Order.dynamic_tension_instrument, Order.comments),
)


def rows_of(asked: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows through a cursor of the server, a few at a time; both walls narrow them."""
    yield from db.session.execute(asked, execution_options=AT_ONCE)


def jobs(kind: Kind) -> Iterator[Any]:
    """Stringjobs of one kind in the order of their numbers, with all that their rows show."""
    earlier, extras = aliased(Order), _extras()
    whose = (ClientProfile.entered_last_name, ClientProfile.entered_first_name)
    frame = (Racket.label, Racket.head_size_in2, Racket.instance_id)
    beside = (receipt_number(), earlier.number.label("redo_of"), extras.c.extras, extras.c.extras_price)
    asked = (
        select(*OF_THE_ORDER, *whose, *frame, *beside)
        .where(Order.kind == kind)
        .join(ClientProfile, is_that_of(Order.client_id, ClientProfile))
        .join(Racket, is_that_of(Order.racket_id, Racket))
        .outerjoin(Receipt, is_that_of(Order.receipt_id, Receipt))
        .outerjoin(earlier, is_that_of(Order.redo_of, earlier))
        .outerjoin(extras, extras.c.order_id == Order.id)
        .order_by(Order.number)
    )
    return rows_of(asked)


def _extras() -> Subquery:
    line: Any = OrderExtra.text + " " + cast(OrderExtra.price, Text)
    lines = func.string_agg(line, aggregate_order_by(literal("\n"), OrderExtra.position)).label("extras")
    price = func.sum(OrderExtra.price).label("extras_price")
    return select(OrderExtra.order_id, lines, price).group_by(OrderExtra.order_id).subquery("extras")
