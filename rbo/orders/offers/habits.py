"""What is usual in this book: strings with their last price, extras, modes, instruments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from sqlalchemy import select

from rbo.catalogue import queries as catalogue
from rbo.orders.gauge import Gauge
from rbo.orders.models import Order, OrderExtra
from rbo.orders.side import Side
from rbo.platform.db import db

LOOK_BACK = 300
STRINGS, MOST_EXTRAS = 400, 20


@dataclass(frozen=True)
class StringOffer:
    """A string to choose, and what it cost last: one side of it, and the set."""

    name: str
    gauge: Gauge
    side_price: Decimal | None = None
    set_price: Decimal | None = None


@dataclass(frozen=True)
class Offers:
    """What the fields of the form suggest; what was used last comes first."""

    strings: Sequence[StringOffer]
    gauges: Sequence[Gauge]
    colours: Sequence[str]
    extras: Mapping[str, Decimal]
    modes: Sequence[str]
    instruments: Sequence[str]


def offers() -> Offers:
    """The suggestions of this book, from its last jobs and the catalogue."""
    recent = select(Order.id).order_by(Order.number.desc()).limit(LOOK_BACK)
    rows = select(Order.main, Order.cross, Order.machine_mode, Order.dynamic_tension_instrument)
    jobs = db.session.execute(rows.where(Order.id.in_(recent)).order_by(Order.number.desc())).all()
    used = _used((main, cross) for main, cross, *_ in jobs)
    known = [
        StringOffer(model.label_with_gauge, Gauge(model.gauge_mm, model.gauge_label or ""))
        for model in catalogue.find_strings(limit=STRINGS)
    ]
    strings = {offer.name: offer for offer in (*known, *used)}
    first = dict.fromkeys([*(offer.name for offer in used), *strings])
    lines = select(OrderExtra.text, OrderExtra.price).where(OrderExtra.order_id.in_(recent))
    sold = db.session.execute(lines.order_by(OrderExtra.created_at.desc(), OrderExtra.id.desc())).all()
    return Offers(
        strings=[strings[name] for name in first],
        gauges=sorted({offer.gauge for offer in strings.values() if offer.gauge.mm}),
        colours=_distinct(side.colour for job in jobs for side in job[:2]),
        extras=_sold((text, price) for text, price in sold),
        modes=_distinct(mode for _main, _cross, mode, _instrument in jobs),
        instruments=_distinct(instrument for *_, instrument in jobs),
    )


def _used(jobs: Iterable[tuple[Side, Side]]) -> list[StringOffer]:
    """The strings of *jobs*, the latest first, each with its last price where it had one."""
    found: dict[str, StringOffer] = {}
    for main, cross in jobs:
        whole = main.price + cross.price if main.string == cross.string else None
        for side in (main, cross):
            known = found.get(side.label_with_gauge)
            if side.label and (known is None or known.side_price is None):
                found[side.label_with_gauge] = _offer(side, whole)
    return list(found.values())


def _offer(side: Side, whole: Decimal | None) -> StringOffer:
    gauge = Gauge(side.gauge_mm, side.gauge_label)
    if side.byo or not side.price:
        return StringOffer(side.label_with_gauge, gauge)
    return StringOffer(side.label_with_gauge, gauge, side.price, whole or 2 * side.price)


def _sold(extras: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """The extras that were sold last, each with its last price."""
    prices: dict[str, Decimal] = {}
    for text, price in extras:
        prices.setdefault(text, price)
    return dict(islice(prices.items(), MOST_EXTRAS))


def _distinct(words: Iterable[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word]
