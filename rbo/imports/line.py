"""One row of a sheet: its cells are asked for by the name of their field, and what is wrong is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar

from rbo.imports.findings import Finding, Trouble, Unreadable
from rbo.imports.reading.workbook import Cell

Value = TypeVar("Value")
Reader = Callable[[Cell], Value]
NEXT_TO_NOTHING = Decimal("0.000001")  # what arithmetic on a computer leaves behind
LETTERS = 26


def column_letters(place: int) -> str:
    """The name of a column, from 0: A, Z, AA."""
    letters = ""
    while place >= 0:
        letters = chr(ord("A") + place % LETTERS) + letters
        place = place // LETTERS - 1
    return letters


def place_of(name: str, place: int, row: int) -> str:
    """The address of a cell on the sheet *name*."""
    return f"{name}!{column_letters(place)}{row}"


class Line:
    """A row of the sheet *name*; *columns* say where a field stands, *findings* hear what is wrong."""

    def __init__(
        self,
        name: str,
        row: int,
        cells: Sequence[Cell],
        columns: Mapping[str, int],
        findings: list[Finding],
    ) -> None:
        self.name, self.row, self.cells = name, row, cells
        self.columns, self.findings = columns, findings

    def __getitem__(self, field: str) -> Cell:
        place = self.columns.get(field)
        return self.cells[place] if place is not None and place < len(self.cells) else None

    def place(self, field: str) -> str:
        """The address of a cell, the row alone where its column is missing."""
        place = self.columns.get(field)
        return f"{self.name}!{self.row}" if place is None else place_of(self.name, place, self.row)

    def places(self) -> dict[str, str]:
        """The address of every field."""
        return {field: self.place(field) for field in self.columns}

    def holds_any(self, fields: Sequence[str]) -> bool:
        """Whether something stands in one of *fields*."""
        return any(self[field] is not None and str(self[field]).strip() for field in fields)

    def note(self, field: str, trouble: Trouble, **values: str) -> None:
        """Write down what is wrong in the cell of *field*."""
        self.findings.append(Finding(self.place(field), trouble, values))

    def read(self, field: str, reader: Reader[Value], otherwise: Value) -> Value:
        """What stands in the cell of *field*; *otherwise* where that cannot be read, which is noted."""
        try:
            return reader(self[field])
        except Unreadable as found:
            self.note(field, found.trouble, **found.values)
            return otherwise

    def amount(
        self, field: str, reader: Reader[Decimal | None], decimals: int, digits: int
    ) -> Decimal | None:
        """A number of at most *digits* digits before *decimals*; what rounding takes away is noted."""
        exact = self.read(field, reader, None)
        if exact is None:
            return None
        if exact >= Decimal(1).scaleb(digits):
            self.note(field, Trouble.TOO_LARGE, said=str(exact))
            return None
        rounded = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if abs(rounded - exact) > NEXT_TO_NOTHING:
            self.note(field, Trouble.ROUNDED, said=str(exact), taken=str(rounded))
        return rounded
