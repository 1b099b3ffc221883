"""The sheet `Self-Stringing-Orders`: one's own rackets, without prices; a short id names the racket."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rbo.exports.workbook import SELF_ORDERS, Holds
from rbo.imports import values
from rbo.imports.findings import Finding
from rbo.imports.line import Line
from rbo.imports.reading.workbook import Sheet
from rbo.imports.rows import JobRow
from rbo.imports.v1.beyond import content_beyond, days_beyond
from rbo.imports.v1.columns import find_columns, key_of
from rbo.imports.v1.seen import Seen
from rbo.imports.v1.strings import reading_of, sides_of
from rbo.orders.constraints import Kind
from rbo.orders.content import JobContent
from rbo.orders.past import Days
from rbo.stringers.models import TensionUnit

ID, STRUNG, RACKET = "/ID", "Dates/Strung", "Racquet/ID"
NEEDED = frozenset({ID, STRUNG, RACKET, "Main-String/Model", "Main-String/Tension"})
TYPED = [key_of(field) for field in SELF_ORDERS.fields if field.holds is not Holds.DERIVED][1:]
PLACES = {"ref": ID, "strung": STRUNG, "racket": RACKET}
PIECES = re.compile(r"(?P<one>1|one|ein)?(?:2|two|zwei)?[- ]?(?:piece|teilig)", re.IGNORECASE)


def own_jobs(sheet: Sheet, seen: Seen, findings: list[Finding]) -> Iterator[JobRow]:
    """Every row that says something, in the order of the sheet."""
    columns = find_columns(sheet, SELF_ORDERS, NEEDED, findings)
    for row, cells in sheet.rows if columns else ():
        line = Line(sheet.name, row, cells, columns.places if columns else {}, findings)
        if columns and row >= columns.first_row and line.holds_any(TYPED):
            yield _job(line, seen)


def _job(line: Line, seen: Seen) -> JobRow:
    racket = seen.own_racket(line, RACKET)
    return JobRow(
        ref=seen.ref(line, ID),
        kind=Kind.SELF,
        racket=racket,
        content=content_beyond(line, seen, _content(line)),
        days=days_beyond(line, seen, Days(strung_at=line.read(STRUNG, seen.day, None))),
        places={name: line.place(field) for name, field in PLACES.items()},
    )


def _content(line: Line) -> JobContent:
    dynamic_tension, instrument, words = reading_of(line, "DT/DT after stringing")
    main, cross = sides_of(line)
    comments = line.read("Comments/Comments", values.text, "")
    return JobContent(
        tension_unit=TensionUnit.KG,
        main=main,
        cross=cross,
        dynamic_tension=dynamic_tension,
        dynamic_tension_instrument=instrument,
        comments=f"{comments}\nDT: {words}".strip() if words else comments,
        **_method(line.read("Method/Method", values.line, "")),
    )


def _method(said: str) -> dict[str, Any]:
    """One or two pieces where that is all; else the words as they stand."""
    read = PIECES.fullmatch(said)
    if read is None:
        return {"machine_mode": said}
    return {"pieces": 1 if read["one"] else 2}
