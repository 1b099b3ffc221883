"""The sheet `Lists`: one's own rackets."""

from __future__ import annotations

from rbo.clients.service import NewRacket
from rbo.exports.workbook import LISTS
from rbo.imports import values
from rbo.imports.findings import Finding, Trouble
from rbo.imports.line import Line
from rbo.imports.reading.workbook import Sheet
from rbo.imports.rows import RacketRow
from rbo.imports.v1.columns import find_columns

ID, NAME = "My Racquets/ID", "My Racquets/Racket"
NEEDED = frozenset({ID, NAME})


def own_rackets(sheet: Sheet, findings: list[Finding]) -> dict[str, RacketRow]:
    """One's rackets by their short id, in small letters."""
    columns = find_columns(sheet, LISTS, NEEDED, findings)
    if columns is None:
        return {}
    lines = [
        Line(sheet.name, row, cells, columns.places, findings)
        for row, cells in sheet.rows
        if row >= columns.first_row
    ]
    rackets: dict[str, RacketRow] = {}
    for line in lines:
        if line.holds_any([ID, NAME]):
            racket = _racket(line)
            if racket.ref in rackets:
                line.note(ID, Trouble.ID_TWICE, said=racket.new.instance_id)
            rackets.setdefault(racket.ref, racket)
    return rackets


def _racket(line: Line) -> RacketRow:
    short_id = line.read(ID, values.line, "")
    new = NewRacket(
        label=line.read(NAME, values.line, "") or short_id,
        head_size_in2=line.amount("My Racquets/Head Size", values.square_inches, decimals=1, digits=4),
        pattern=line.read("My Racquets/String Pattern", values.line, ""),
        instance_id=short_id,
    )
    return RacketRow(
        ref=short_id.casefold() or new.label.casefold(),
        owner=None,
        new=new,
        year=line.read("My Racquets/Year", values.line, ""),
        is_retired=line.read("My Racquets/Current", values.yes_no, None) is False,
    )
