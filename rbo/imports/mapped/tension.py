"""Tensions as people type them: 24, 24.5 kg, 52 lbs, or both sides in one cell, 24/23."""

from __future__ import annotations

import re
from decimal import Decimal

from rbo.imports import values
from rbo.imports.findings import Trouble
from rbo.imports.line import Line
from rbo.platform.units import can_be_strung, in_kg
from rbo.stringers.models import TensionUnit

MAIN, CROSS = "Main/Tension", "Cross/Tension"
UNITS = {
    TensionUnit.LB: re.compile(r"\s*(?:lbs?|pounds?|pfund|#)\.?$", re.IGNORECASE),
    TensionUnit.KG: re.compile(r"\s*(?:kgs?|kp|kilo)\.?$", re.IGNORECASE),
}


def pulls_of(line: Line, usual: TensionUnit) -> tuple[TensionUnit, Decimal | None, Decimal | None]:
    """The unit of a job, and the tensions of its mains and its crosses; *usual* where no unit is said."""
    main, _slash, behind = line.read(MAIN, values.bare, "").partition("/")
    own = line.read(CROSS, values.bare, "")
    said = {MAIN: main.strip(), CROSS: (own or behind).strip()}
    units = {unit for unit, written in UNITS.items() for text in said.values() if written.search(text)}
    if len(units) > 1:
        line.note(MAIN, Trouble.TWO_UNITS)
    unit = units.pop() if len(units) == 1 else usual
    cross_at = CROSS if own else MAIN
    return unit, _pull(line, MAIN, said[MAIN], unit), _pull(line, cross_at, said[CROSS], unit)


def _pull(line: Line, field: str, said: str, unit: TensionUnit) -> Decimal | None:
    number = UNITS[unit].sub("", said)
    found = line.amount(field, lambda _cell: values.number(number), decimals=1, digits=3)
    if found is None or can_be_strung(found, unit):
        return found
    line.note(field, Trouble.TENSION, said=f"{in_kg(found, unit):.1f}")
    return None
