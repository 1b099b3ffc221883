"""The words for what can be changed of an order."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from rbo.platform.money import money
from rbo.platform.told import Changed, sentences
from rbo.platform.units import short

SIDES = {"main": _l("Mains"), "cross": _l("Crosses")}
POINTS = {
    "client_id": _l("Client"),
    "racket_id": _l("Racket"),
    "pattern": _l("Pattern"),
    "tension_unit": _l("Unit"),
    "labour_price": _l("Labour"),
    "currency": _l("Currency"),
    "pieces": _l("Method"),
    "knots": _l("Knots"),
    "prestretch_pct": _l("Pre-stretch"),
    "machine_mode": _l("Machine mode"),
    "dynamic_tension": _l("Dynamic tension"),
    "dynamic_tension_instrument": _l("Instrument"),
    "comments": _l("Comments"),
    "promised_for": _l("Promised for"),
    "label": _l("String"),
    "gauge_mm": _l("Gauge"),
    "gauge_label": _l("Gauge"),
    "tension": _l("Tension"),
    "colour": _l("Colour"),
    "price": _l("Price"),
    "byo": _l("Client’s own string"),
}
OF_A_SIDE = {"price": money, "tension": "{:.1f}".format, "gauge_mm": "{:.2f}".format}
FIGURES = {
    "labour_price": money,
    "dynamic_tension": short,
    **{f"{side}_{column}": written for side in SIDES for column, written in OF_A_SIDE.items()},
}


def said(change: Changed) -> list[str]:
    """What was changed, a sentence for each point."""
    return sentences(change, point, FIGURES)


def point(column: str) -> str:
    """The word for a column of an order; empty where it says nothing to people."""
    side, _, rest = column.partition("_")
    if side in SIDES:
        return f"{SIDES[side]}: {POINTS[rest]}" if rest in POINTS else ""
    return str(POINTS.get(column, ""))
