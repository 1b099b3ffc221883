"""The V1 workbook as plain data: its sheets, and the fields of each under their groups, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What stands in the cells of a field; what is DERIVED follows from the other fields of its row."""

    TEXT = "text"
    WHOLE = "whole"
    DAY = "day"
    MILLIMETRES = "millimetres"
    KILOGRAMS = "kilograms"
    MONEY = "money"
    YES_NO = "yes_no"
    DERIVED = "derived"


@dataclass(frozen=True)
class Field:
    """One column: its name stands in the second header row, below the name of its group."""

    group: str
    name: str
    holds: Holds = Holds.TEXT


@dataclass(frozen=True)
class Sheet:
    """One sheet: two header rows, the group only above its first column, then a row for each thing."""

    name: str
    fields: tuple[Field, ...]

    @property
    def groups(self) -> tuple[str, ...]:
        """The first header row: a group above its first field, nothing above the others."""
        return tuple(_groups(self.fields))


_CLIENT_STRING = (
    ("Manufacturer", Holds.TEXT),
    ("Model", Holds.TEXT),
    ("Gauge", Holds.MILLIMETRES),
    ("Tension", Holds.KILOGRAMS),
    ("Price", Holds.MONEY),
    ("BYO", Holds.YES_NO),
)
_OWN_STRING = (*_CLIENT_STRING[:4], ("Colour", Holds.TEXT))
_DERIVED_STATE = ("Ordered", "Strung", "Payment open", "Done")
_DERIVED_STATS = ("Year", "Month", "Strung")


def _below(group: str, *named: tuple[str, Holds]) -> tuple[Field, ...]:
    return tuple(Field(group, name, holds) for name, holds in named)


CLIENT_ORDERS = Sheet(
    "Client-Stringing-Orders",
    (
        Field("", "ID", Holds.WHOLE),
        *_below("Dates", *((name, Holds.DAY) for name in ("Ordered", "Strung", "Returned", "Paid"))),
        *_below("Player", ("Last Name", Holds.TEXT), ("First Name", Holds.TEXT)),
        *_below("Racquet", ("Model", Holds.TEXT), ("Head Size", Holds.WHOLE), ("String Pattern", Holds.TEXT)),
        *_below("Main-String", *_CLIENT_STRING),
        *_below("Cross-String", *_CLIENT_STRING),
        *_below("Price", ("Labor", Holds.MONEY), ("Strings", Holds.DERIVED), ("Total", Holds.DERIVED)),
        Field("DT", "DT"),
        Field("Comments", "Comments"),
        *_below("Status", *((name, Holds.DERIVED) for name in _DERIVED_STATE)),
        *_below("Stats", *((name, Holds.DERIVED) for name in _DERIVED_STATS)),
    ),
)
SELF_ORDERS = Sheet(
    "Self-Stringing-Orders",
    (
        Field("", "ID", Holds.WHOLE),
        Field("Dates", "Strung", Holds.DAY),
        Field("Racquet", "ID"),
        *_below("Racquet", *((name, Holds.DERIVED) for name in ("Model", "Head Size", "String Pattern"))),
        *_below("Main-String", *_OWN_STRING),
        *_below("Cross-String", *_OWN_STRING),
        Field("Method", "Method"),
        Field("DT", "DT after stringing"),
        Field("Comments", "Comments"),
        Field("Stats", "Year", Holds.DERIVED),
    ),
)
LISTS = Sheet(
    "Lists",
    (
        Field("BYO", "Values"),
        *_below("My Racquets", ("ID", Holds.TEXT), ("Racket", Holds.TEXT), ("String Pattern", Holds.TEXT)),
        *_below("My Racquets", ("Head Size", Holds.WHOLE), ("Year", Holds.WHOLE)),
        *_below("My Racquets", ("Current", Holds.YES_NO), ("# Stringjobs", Holds.DERIVED)),
    ),
)
MORE = _below(  # what V1 had no column for; an export has it to the right, an import knows it again
    "RBO",
    *((name, Holds.DERIVED) for name in ("Receipt", "Legacy reference")),
    *((name, Holds.DAY) for name in ("Ordered", "Cancelled", "Promised for")),
    *(("Redo of", Holds.DERIVED), ("Racket ID", Holds.TEXT), ("Currency", Holds.DERIVED)),
    *((name, Holds.TEXT) for name in ("Tension unit", "Main tension", "Main gauge label", "Main colour")),
    *((name, Holds.TEXT) for name in ("Cross tension", "Cross gauge label", "Cross colour", "Extras")),
    *((name, Holds.DERIVED) for name in ("Extras price", "Total with extras")),
    *((name, Holds.WHOLE) for name in ("Pieces", "Knots", "Pre-stretch %")),
    *((name, Holds.TEXT) for name in ("Machine", "DT instrument")),
)


def _groups(fields: tuple[Field, ...]) -> Iterator[str]:
    last = ""
    for field in fields:
        yield "" if field.group == last else field.group
        last = field.group
