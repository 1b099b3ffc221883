"""What an export of a book says beyond the V1 columns, which count where both say something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rbo.exports.workbook import MORE
from rbo.imports import values
from rbo.imports.findings import Trouble
from rbo.imports.line import Line
from rbo.imports.v1.columns import key_of
from rbo.imports.v1.seen import Seen
from rbo.orders.content import JobContent
from rbo.orders.past import Days
from rbo.platform.units import can_be_strung, in_kg
from rbo.stringers.models import TensionUnit

EXTRA = re.compile(r"(?:(?P<text>.*) )?(?P<price>\d{1,8}\.\d\d)")
BETWEEN = re.compile(r"\r?\n")
HALF_A_TENTH = Decimal("0.05")
KEYS = frozenset(map(key_of, MORE))


def content_beyond(line: Line, seen: Seen, content: JobContent) -> JobContent:
    """*content* with what an export has more of."""
    if not KEYS & line.columns.keys():
        return content
    return replace(
        _as_entered(line, content),
        extras=tuple(_extras(line)),
        pieces=_whole(line, "Pieces") or content.pieces,
        knots=_whole(line, "Knots"),
        prestretch_pct=_whole(line, "Pre-stretch %"),
        machine_mode=_word(line, "Machine") or content.machine_mode,
        promised_for=line.read("RBO/Promised for", seen.day, None),
        dynamic_tension_instrument=_word(line, "DT instrument") or content.dynamic_tension_instrument,
    )


def days_beyond(line: Line, seen: Seen, days: Days) -> Days:
    """*days* with those that V1 does not know."""
    ordered = days.ordered_at or line.read("RBO/Ordered", seen.day, None)
    return replace(days, ordered_at=ordered, cancelled_at=line.read("RBO/Cancelled", seen.day, None))


def _as_entered(line: Line, content: JobContent) -> JobContent:
    """Both sides in the unit that they were entered in, unless somebody has changed the kilograms since."""
    unit = TensionUnit.LB if _word(line, "Tension unit") == TensionUnit.LB else TensionUnit.KG
    sides = {"Main": content.main, "Cross": content.cross or content.main}
    pulls = {name: line.amount(f"RBO/{name} tension", values.number, decimals=1, digits=3) for name in sides}
    agree = all(_is_same_pull(pulls[name], unit, side.tension) for name, side in sides.items())
    main, cross = (
        replace(
            side,
            tension=pulls[name] if agree else side.tension,
            colour=side.colour or line.read(f"RBO/{name} colour", values.name, ""),
            gauge_label=side.gauge_label or _word(line, f"{name} gauge label"),
        )
        for name, side in sides.items()
    )
    return replace(content, tension_unit=unit if agree else TensionUnit.KG, main=main, cross=cross)


def _is_same_pull(entered: Decimal | None, unit: TensionUnit, kilograms: Decimal | None) -> bool:
    if entered is None or kilograms is None:
        return entered is kilograms
    return abs(in_kg(entered, unit) - kilograms) <= HALF_A_TENTH and can_be_strung(entered, unit)


def _extras(line: Line) -> Iterator[tuple[str, Decimal]]:
    for said in filter(None, BETWEEN.split(line.read("RBO/Extras", values.text, ""))):
        read = EXTRA.fullmatch(said)
        if read is None:
            line.note("RBO/Extras", Trouble.NO_PRICE, said=said)
        else:
            yield read["text"] or "", Decimal(read["price"])


def _whole(line: Line, name: str) -> int | None:
    found = line.amount(f"RBO/{name}", values.number, decimals=0, digits=3)
    return None if found is None else int(found)


def _word(line: Line, name: str) -> str:
    return line.read(f"RBO/{name}", values.line, "")
