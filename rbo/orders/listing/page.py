"""One page of orders: one statement takes the rows it shows from an index, and joins their names then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, func, select, tuple_

from rbo.clients.models import ClientProfile, Racket
from rbo.orders.constraints import Step
from rbo.orders.costs import WITHOUT_EXTRAS
from rbo.orders.listing.line import Line
from rbo.orders.listing.sought import said_by
from rbo.orders.listing.wanted import Mark, Wanted
from rbo.orders.models import Order, OrderExtra
from rbo.orders.piles import lies_in
from rbo.platform.db import db

A_PAGE = 50
TABLE = Order.__table__.c
DAYS = {Step.ORDERED: Order.ordered_at, Step.STRUNG: Order.strung_at}
DATES = (Order.ordered_at, Order.strung_at, Order.returned_at, Order.paid_at, Order.cancelled_at)
TENSION = (Order.tension_unit, TABLE.main_tension, TABLE.cross_tension)
SHOWN = (Order.number, Order.kind, *DATES, *TENSION, Order.currency)


@dataclass(frozen=True)
class Page:
    """Some orders, the newest on top, and where the pages beside them begin."""

    lines: Sequence[Line]
    older: Mark | None = None
    newer: Mark | None = None


def page(wanted: Wanted, before: Mark | None = None, after: Mark | None = None, size: int = A_PAGE) -> Page:
    """The page below *before*, or the one above *after*; the newest orders where that is no whole page."""
    if after is not None and len(found := _lines(wanted, after, size, upwards=True)) > size:
        shown = found[:size][::-1]
        return Page(shown, older=_mark(wanted, shown[-1]), newer=_mark(wanted, shown[0]))
    below = None if after else before
    found = _lines(wanted, below, size)
    shown = found[:size]
    return Page(
        shown,
        older=_mark(wanted, shown[-1]) if len(found) > size else None,
        newer=_mark(wanted, shown[0]) if below and shown else below,
    )


def _lines(wanted: Wanted, mark: Mark | None, size: int, *, upwards: bool = False) -> list[Line]:
    rows = select(*SHOWN, Order.id, Order.client_id, Order.racket_id, WITHOUT_EXTRAS.label("without_extras"))
    rows = rows.where(*conditions(wanted))
    if mark is not None:
        rows = rows.where(beyond(wanted, mark, upwards=upwards))
    chosen = rows.order_by(*in_order(wanted, TABLE, upwards=upwards)).limit(size + 1).subquery("chosen")
    named = _named(chosen).order_by(*in_order(wanted, chosen.c, upwards=upwards))
    return [Line(*row) for row in db.session.execute(named)]


def _named(chosen: Subquery) -> Select[Any]:
    """The chosen orders with the names of client and racket, and with what they cost."""
    price = func.coalesce(func.sum(OrderExtra.price), 0)
    extras = select(price).where(OrderExtra.order_id == chosen.c.id).scalar_subquery()
    names = (
        ClientProfile.entered_first_name,
        ClientProfile.entered_last_name,
        Racket.label,
        Racket.instance_id,
    )
    rows = select(*(chosen.c[column.key] for column in SHOWN), *names, chosen.c.without_extras + extras)
    rows = rows.join(ClientProfile, ClientProfile.id == chosen.c.client_id)
    return rows.join(Racket, Racket.id == chosen.c.racket_id)


def conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What an order fulfils that is *wanted*."""
    day = DAYS[wanted.dated]
    if wanted.place is not None:
        yield lies_in(wanted.place)
    if wanted.client is not None:
        yield Order.client_id == wanted.client
    if wanted.racket is not None:
        yield Order.racket_id == wanted.racket
    if wanted.since is not None:
        yield day >= wanted.since
    if wanted.until is not None:
        yield day <= wanted.until
    yield from said_by(wanted.text)


def beyond(wanted: Wanted, mark: Mark, *, upwards: bool) -> ColumnElement[bool]:
    """Below *mark* in the list, or above it."""
    if not wanted.is_dated:
        return Order.number > mark.number if upwards else Order.number < mark.number
    here, there = tuple_(DAYS[wanted.dated], Order.number), tuple_(mark.day, mark.number)
    return here > there if upwards else here < there


def in_order(wanted: Wanted, columns: Any, *, upwards: bool) -> tuple[ColumnElement[Any], ...]:
    """By number, or by day where days are asked for: each the way its index has it."""
    if not wanted.is_dated:
        return (columns.number if upwards else columns.number.desc(),)
    day = columns[f"{wanted.dated}_at"]
    if upwards:
        return day.asc().nulls_first(), columns.number
    return day.desc().nulls_last(), columns.number.desc()


def _mark(wanted: Wanted, line: Line) -> Mark:
    if not wanted.is_dated:
        return Mark(line.number)
    return Mark(line.number, line.ordered_at if wanted.dated is Step.ORDERED else line.strung_at)
