"""Orders, written for a program: rows of columns, for a page of them holds thousands of values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Bundle, aliased

from rbo.api.v1.shapes.emissions import told as told_letter
from rbo.clients.models import ClientProfile, Racket, full_name
from rbo.orders.costs import JOB, WITHOUT_EXTRAS
from rbo.orders.lifecycle import is_prepaid, state_of
from rbo.orders.listing.wanted import Mark, Wanted
from rbo.orders.listing.whole import listed
from rbo.orders.models import Order, OrderExtra
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.receipts import queries as receipts
from rbo.receipts.models import Receipt, ReceiptEmission, number_of

OWN = (Order.id, Order.number, Order.kind, Order.client_id, Order.pattern, Order.tension_unit)
DAYS = (Order.ordered_at, Order.strung_at, Order.returned_at, Order.paid_at, Order.cancelled_at)
REST = (
    Order.promised_for,
    Order.labour_price,
    Order.currency,
    Order.comments,
    Order.created_at,
    Order.version,
)
METHOD = (Order.pieces, Order.knots, Order.prestretch_pct, Order.machine_mode)
READING = (Order.dynamic_tension, Order.dynamic_tension_instrument)
OF_RACKET = (Racket.id, Racket.label.label("text"), Racket.head_size_in2, Racket.pattern, Racket.instance_id)
OF_SIDE = ("string_id", "gauge_mm", "gauge_label", "tension", "colour", "price", "byo")
AS_THEY_ARE = (*(column.key for column in (*OWN, *DAYS, *REST)), "racket", "main", "cross", "method")
Written = dict[str, Any]


class Part(Bundle[Any]):
    """Columns that are written as an object of their own."""

    def create_row_processor(self, _query: Any, procs: Sequence[Any], labels: Sequence[str]) -> Any:
        """The values of these columns by their names."""
        named = list(zip(labels, procs, strict=True))
        return lambda row: {label: value_in(row) for label, value_in in named}


def page(wanted: Wanted, before: Mark | None, limit: int) -> list[Written]:
    """The first orders below *before*."""
    return _written(listed(_rows(), wanted, before, limit))


def one(number: int) -> Written:
    """One order, as it stands now.

    Raises:
        Missing: there is none of this number in the book.
    """
    found = _written(_rows().where(Order.number == number))
    if not found:
        raise Missing
    return found[0]


@cache
def _rows() -> Select[Any]:
    """Orders and what belongs to them but for their letters; it takes longer to put together than to run."""
    columns: list[Any] = [
        *(*OWN, *DAYS, *REST, *READING, Order.receipt_id, WITHOUT_EXTRAS.label("without_extras")),
        *(_side("main"), _side("cross"), Part("method", *METHOD), Part("racket", *OF_RACKET)),
        *(ClientProfile.entered_first_name, ClientProfile.entered_last_name),
        *(Receipt.year, Receipt.seq, _original().label("redo_of")),
        *(_extras(OrderExtra.text).label("texts"), _extras(OrderExtra.price).label("prices")),
    ]
    return select(*columns).join(Order.client).join(Order.racket).outerjoin(Order.receipt)


def _side(side: str) -> Part:
    rest = (JOB[f"{side}_{name}"].label(name) for name in OF_SIDE)
    return Part(side, JOB[f"{side}_label"].label("text"), *rest)


def _original() -> ScalarSelect[Any]:
    original = aliased(Order)
    return select(original.number).where(original.id == Order.redo_of).correlate(Order).scalar_subquery()


def _extras(column: Any) -> ScalarSelect[Any]:
    in_order = func.array_agg(aggregate_order_by(column, OrderExtra.position, OrderExtra.id))
    return select(in_order).where(OrderExtra.order_id == Order.id).correlate(Order).scalar_subquery()


def _written(rows: Select[Any]) -> list[Written]:
    found = db.session.execute(rows).all()
    letters = receipts.emissions_of_all([row.receipt_id for row in found if row.receipt_id])
    return [_order(row, row._mapping, letters.get(row.receipt_id, ())) for row in found]  # noqa: SLF001


def _order(row: Row[Any], said: Mapping[Any, Any], letters: Sequence[ReceiptEmission]) -> Written:
    prices = row.prices or ()
    return {
        **{name: said[name] for name in AS_THEY_ARE},
        "state": state_of(row),
        "prepaid": is_prepaid(row),
        "client": full_name(row.entered_first_name, row.entered_last_name),
        "total": sum(prices, row.without_extras),
        "extras": [
            {"text": text, "price": price} for text, price in zip(row.texts or (), prices, strict=True)
        ],
        "dynamic_tension": _reading(row),
        "redo_of": row.redo_of,
        "receipt_number": number_of(row.year, row.seq) if row.receipt_id else None,
        "emissions": [told_letter(letter) for letter in letters],
    }


def _reading(row: Row[Any]) -> Written | None:
    if row.dynamic_tension is None:
        return None
    return {"value": row.dynamic_tension, "instrument": row.dynamic_tension_instrument}
