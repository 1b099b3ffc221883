"""One row of a table as the readers of the V1 workbook want it: by key, names in two, one decimal sign."""

from __future__ import annotations

from collections.abc import Sequence

from rbo.imports import values
from rbo.imports.findings import Finding
from rbo.imports.line import Line
from rbo.imports.mapped.fields import Holds
from rbo.imports.mapped.guess import Layout
from rbo.imports.reading.workbook import Cell

NAME, FIRST, LAST = "Player/Name", "Player/First Name", "Player/Last Name"
EMAIL, PHONE = "Player/Email", "Player/Phone"
OWN = "RBO/Own racket"
NAMES = frozenset({NAME, FIRST, LAST})
MYSELF = frozenset({"me", "myself", "self", "own", "private", "ich", "selbst", "eigen", "eigener", "privat"})
THOUSANDS = {",": ".", ".": ","}


def line_of(name: str, row: int, cells: Sequence[Cell], layout: Layout, findings: list[Finding]) -> Line:
    """The row, with the addresses that its cells have in the file."""
    columns = {key: place for place, key in layout.columns.items()}
    said = [*cells, *[None] * (max(columns.values(), default=0) + 1 - len(cells))]
    for place in layout.places(Holds.NUMBER, Holds.PULL):
        said[place] = _with_one_sign(said[place], layout.decimal)
    if NAME in columns:
        columns[LAST] = columns.get(LAST, columns[NAME])
        if FIRST not in columns and columns[LAST] == columns[NAME]:
            columns[FIRST] = len(said)
            first, said[columns[NAME]] = in_two(said[columns[NAME]])
            said.append(first)
    return Line(name, row, said, columns, findings)


def is_own(line: Line) -> bool:
    """Whether the row is of one's own racket: the column for that says so, or the client is called `me`."""
    names = [line.read(field, values.line, "") for field in (FIRST, LAST)]
    return line.read(OWN, values.yes_no, None) or " ".join(names).strip().casefold() in MYSELF


def in_two(name: Cell) -> tuple[Cell, Cell]:
    """First and last name: Lena Muster, or Muster, Lena; what is no text is left for others to judge."""
    if not isinstance(name, str):
        return None, name
    last, comma, first = name.partition(",")
    if not comma:
        first, _space, last = name.strip().rpartition(" ")
    return (first.strip() or None, last.strip() or None) if first.strip() else (last.strip() or None, None)


def _with_one_sign(cell: Cell, decimal: str) -> Cell:
    """Without what sets thousands apart, where it is known which sign that is."""
    return cell.replace(THOUSANDS[decimal], "") if isinstance(cell, str) and decimal else cell
