"""A table of plain values: shown on a page as it is, and handed out as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import get_locale

Cell = str | int | Decimal | None
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
SEPARATORS = {"de": ";"}  # a spreadsheet program expects that of its region, which goes with the language
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # without it Excel does not read UTF-8


@dataclass(frozen=True)
class Table:
    """Rows under their headings; *name* is that of its file."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    def is_number(self, column: int) -> bool:
        """Whether a column holds numbers, which stand right-aligned."""
        return column > 0 and all(not isinstance(row[column], str) for row in self.rows)


def shown(cell: Cell) -> str:
    """A cell as it is read: thousands set apart, a dash for what is not known."""
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else f"{cell:,}".replace(",", "’")


def as_csv(table: Table) -> str:
    """*table* for a spreadsheet: numbers plain, text in quotation marks and never a formula."""
    file = io.StringIO()
    language = str(get_locale() or "en")[:2]
    writer = csv.writer(file, delimiter=SEPARATORS.get(language, ","), quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(map(_harmless, table.columns))
    writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return MARK + file.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
