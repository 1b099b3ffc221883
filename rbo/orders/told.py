"""A change of an order in words: each point with what it was and what it became."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from rbo.platform.history import Change

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
NOTHING = "–"
LENGTH_OF_AN_ID = 36


def sentences(change: Change) -> list[str]:
    """One for each point that people know; what is personal, or a yes or no, is named alone."""
    told = [(_point(column), both) for column, both in sorted(change.columns.items())]
    return [f"{point}{_from_to(both)}" for point, both in told if point]


def _point(column: str) -> str:
    side, _, rest = column.partition("_")
    if side in SIDES:
        return f"{SIDES[side]}: {POINTS[rest]}" if rest in POINTS else ""
    return str(POINTS.get(column, ""))


def _from_to(both: list[str | int | bool | None] | None) -> str:
    if both is None or any(isinstance(value, bool) or len(str(value)) == LENGTH_OF_AN_ID for value in both):
        return ""
    was, became = (NOTHING if value in (None, "") else value for value in both)
    return f", {was} → {became}"
