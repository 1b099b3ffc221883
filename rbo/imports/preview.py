"""How the columns of a file are read: what people look at before they approve, and may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS, READING = "columns", "reading"
Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its heading, the key of what it is taken for (none: left out), and what stands in it."""

    heading: str
    field: str
    examples: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The columns in their order, the unit of tensions, the decimal sign (empty: either).

    *days* is the order of day and month, where days are written with slashes.
    """

    columns: tuple[Column, ...]
    unit: str
    decimal: str
    days: str = ""

    @property
    def choices(self) -> dict[str, dict[str, str]]:
        """The same as an import keeps it."""
        named = {str(place): column.field for place, column in enumerate(self.columns) if column.field}
        return {COLUMNS: named, READING: {"unit": self.unit, "decimal": self.decimal, "days": self.days}}
