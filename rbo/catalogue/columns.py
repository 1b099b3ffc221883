"""The columns of a catalogue file, and what stands in one cell: both decimal signs, figures that can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from rbo.catalogue.models import Kind, Sport

Cell = Callable[[str], str]
LONGEST = 80
GAUGES = ("gauges_mm", "gauge_mm_label")  # several in one cell: 1.25|1.30, and 1.25/16L|1.30/16


@dataclass
class BadCell(ValueError):
    """What stands there cannot be."""

    column: str
    says: str


def word(text: str) -> str:
    """A name or a short text.

    Raises:
        ValueError: it is no name.
    """
    if len(text) > LONGEST:
        raise ValueError(_("Shorten this to %(count)d characters.", count=LONGEST))
    return " ".join(text.split())


def sport(text: str) -> str:
    """One of the three.

    Raises:
        ValueError: it is none of them.
    """
    if text.lower() not in list(Sport):
        raise ValueError(_("Write tennis, badminton or squash instead of %(text)s.", text=text[:LONGEST]))
    return text.lower()


def number(low: str, high: str, places: int = 1) -> Cell:
    """A number from *low* to *high* with at most so many *places*."""

    def read(text: str) -> str:
        try:
            found = Decimal(text.replace("’", "").replace("'", "").replace(" ", "").replace(",", "."))
        except InvalidOperation:
            raise ValueError(_("%(text)s is no number.", text=text[:LONGEST])) from None
        if not (found.is_finite() and Decimal(low) <= found <= Decimal(high)):
            raise ValueError(
                _("%(text)s is not between %(low)s and %(high)s.", text=text[:LONGEST], low=low, high=high)
            )
        if found != round(found, places):
            raise ValueError(_("%(text)s has too many decimals.", text=text[:LONGEST]))
        return format(found.normalize(), "f")

    return read


GAUGE = number("0.4", "2", places=2)
TENSION = number("9", "99")
CELLS: Mapping[Kind, Mapping[str, Cell]] = {
    Kind.RACKET: {
        "sport": sport,
        "brand": word,
        "model": word,
        "year": number("1900", "2100", places=0),
        "head_size_in2": number("30", "160"),
        "pattern": word,
        "weight_g": number("40", "500"),
        "weight_basis": word,
        "tension_min_lb": TENSION,
        "tension_max_lb": TENSION,
    },
    Kind.STRING: {
        "sport": sport,
        "brand": word,
        "name": word,
        "material": word,
        "construction": word,
        "colour": word,
    },
}
NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.RACKET: ("sport", "brand", "model"),
    Kind.STRING: ("brand", "name"),
}


def read_cells(kind: Kind, row: Mapping[str, str]) -> dict[str, str]:
    """What *row* says of one model; empty cells are unknown and left out.

    Raises:
        BadCell: one of them cannot be.
    """
    for column in NEEDED[kind]:
        if not row.get(column):
            raise BadCell(column, _("It is empty."))
    found = {
        column: _cell(column, read, row[column]) for column, read in CELLS[kind].items() if row.get(column)
    }
    low, high = found.get("tension_min_lb"), found.get("tension_max_lb")
    if low and high and Decimal(low) > Decimal(high):
        raise BadCell("tension_max_lb", _("It is lower than where the tension begins."))
    return found


def read_gauges(row: Mapping[str, str]) -> list[dict[str, str]]:
    """The gauges of a string, in millimetres and perhaps as its maker says; one unknown where none stands.

    Raises:
        BadCell: one of them cannot be.
    """
    bare, labelled = (filter(None, row.get(column, "").split("|")) for column in GAUGES)
    split = (pair.partition("/") for pair in labelled)
    pairs = [(gauge.strip(), label.strip()) for gauge, _slash, label in split]
    known = {gauge for gauge, _label in pairs}
    pairs += [(gauge.strip(), "") for gauge in bare if gauge.strip() not in known]
    return [_gauge(*pair) for pair in pairs] or [{}]


def _gauge(gauge: str, label: str) -> dict[str, str]:
    found = {"gauge_mm": _cell(GAUGES[0], GAUGE, gauge)} if gauge else {}
    return found | ({"gauge_label": _cell(GAUGES[1], word, label)} if label else {})


def _cell(column: str, read: Cell, text: str) -> str:
    try:
        return read(text)
    except ValueError as wrong:
        raise BadCell(column, str(wrong)) from None
