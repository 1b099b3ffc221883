"""The strings of a job in the V1 workbook: mains and crosses, as typed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import partial

from rbo.imports import values
from rbo.imports.findings import Trouble
from rbo.imports.line import Line
from rbo.orders.gauge import THICKEST, Gauge, gauge_of, other_gauge
from rbo.orders.side import NOTHING, Side
from rbo.platform.units import can_be_strung
from rbo.stringers.models import TensionUnit

MAIN, CROSS = "Main-String", "Cross-String"
MAKER, MODEL = "Manufacturer", "Model"
LONGEST_GAUGE = 80
NUMBER_AND_WORDS = re.compile(r"(\d{1,4}(?:[.,]\d+)?)[\s(/·]*([^()]*?)[\s)]*")


def sides_of(line: Line) -> tuple[Side, Side]:
    """Mains and crosses; where nothing is said of the crosses' string, it is that of the mains."""
    main, cross = _side(line, MAIN), _side(line, CROSS)
    if line.holds_any([f"{CROSS}/{name}" for name in (MAKER, MODEL)]):
        return main, cross
    same = replace(main, price=cross.price, byo=cross.byo or main.byo)
    return main, replace(same, tension=cross.tension or main.tension, colour=cross.colour or main.colour)


def reading_of(line: Line, field: str) -> tuple[Decimal | None, str, str]:
    """A dynamic tension, what measured it, and the words where it is no number."""
    said = line.read(field, values.bare, "")
    read = NUMBER_AND_WORDS.fullmatch(said)
    if read is not None:
        number = Decimal(read[1].replace(",", "."))
        return number.quantize(Decimal("0.1")), read[2], ""
    if said:
        line.note(field, Trouble.READING_AS_WORDS, said=said)
    return None, "", said


def _side(line: Line, group: str) -> Side:
    maker = line.read(f"{group}/{MAKER}", values.name, "")
    model = line.read(f"{group}/{MODEL}", partial(values.string, maker=maker), "")
    is_named_whole = model.casefold().startswith(f"{maker} ".casefold())
    label = model if is_named_whole else f"{maker} {model}".strip()
    gauge = _gauge(line, f"{group}/Gauge")
    if other_gauge(label, gauge) is not None:
        line.note(f"{group}/Gauge", Trouble.GAUGE_TWICE, said=label, taken=f"{gauge.mm:.2f}")
    return Side(
        label=label,
        gauge_mm=gauge.mm,
        gauge_label=gauge.label,
        tension=_tension(line, f"{group}/Tension"),
        colour=line.read(f"{group}/Colour", values.name, ""),
        price=line.amount(f"{group}/Price", values.money, decimals=2, digits=8) or NOTHING,
        byo=line.read(f"{group}/BYO", values.yes_no, None) or False,
    )


def _gauge(line: Line, field: str) -> Gauge:
    cell, said = line[field], line.read(field, values.bare, "")
    if isinstance(cell, Decimal) and cell <= THICKEST and cell == round(cell, 2):
        said = f"{cell:.2f}"
    try:
        return gauge_of(said)
    except ValueError:
        line.note(field, Trouble.GAUGE_AS_WORDS, said=said)
        return Gauge(label=said[:LONGEST_GAUGE])


def _tension(line: Line, field: str) -> Decimal | None:
    found = line.amount(field, values.kilograms, decimals=1, digits=3)
    if found is None or can_be_strung(found, TensionUnit.KG):
        return found
    line.note(field, Trouble.TENSION, said=str(found))
    return None
