"""The words for what can be changed of an order."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from rbo.platform.told import Changed, sentences

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


def said(change: Changed) -> list[str]:
    """What was changed, a sentence for each point."""
    return sentences(change, point)


def point(column: str) -> str:
    """The word for a column of an order; empty where it says nothing to people."""
    side, _, rest = column.partition("_")
    if side in SIDES:
        return f"{SIDES[side]}: {POINTS[rest]}" if rest in POINTS else ""
    return str(POINTS.get(column, ""))
