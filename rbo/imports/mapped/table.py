"""The one table of a file: a row of headings and the rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbo.imports.mapped.text import decoded, separator_of
from rbo.imports.reading.package import OLE, ZIP, refuse_foreign
from rbo.imports.reading.unfit import MOST_BYTES, Fault, Unfit
from rbo.imports.reading.workbook import Cell, Sheet, Workbook

LOOKED_AT = 15  # rows among which the headings are
NEARLY = 0.7
LONGEST_HEADING = 200
Rows = Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True)
class Grid:
    """*headings* of the columns in their order, the numbered *rows* below; *name* is that of the sheet."""

    name: str
    headings: Sequence[str]
    rows: Rows
    is_1904: bool = False


def refuse_no_table(content: bytes) -> None:
    """Refuse what is neither a workbook nor a CSV; cheap enough for a page.

    Raises:
        Unfit: it is none.
    """
    if not content or len(content) > MOST_BYTES or content.startswith((ZIP, OLE)):
        refuse_foreign(content)
    else:
        separator_of(decoded(content))


def longest_of(workbook: Workbook) -> Grid:
    """The table of the sheet that has most rows.

    Raises:
        Unfit: it has no headings.
    """
    sheet = max(workbook.sheets, key=lambda sheet: len(sheet.rows), default=Sheet("", ()))
    return table_of(sheet, is_1904=workbook.is_1904)


def table_of(sheet: Sheet, *, is_1904: bool = False) -> Grid:
    """What stands below the headings: the first row with nearly as many words as any of the first ones.

    Raises:
        Unfit: it has no headings.
    """
    words = [_words(cells) for _row, cells in sheet.rows[:LOOKED_AT]]
    enough = max(2, NEARLY * max(words, default=0))
    place = next((place for place, count in enumerate(words) if count >= enough), None)
    if place is None:
        raise Unfit(Fault.NO_TABLE)
    headings = [" ".join(str(cell or "")[:LONGEST_HEADING].split()) for cell in sheet.rows[place][1]]
    return Grid(sheet.name, headings, sheet.rows[place + 1 :], is_1904)


def _words(cells: Sequence[Cell]) -> int:
    return sum(isinstance(cell, str) and bool(cell.strip()) for cell in cells)
