"""Days that could be other ones: somebody should look at how the first of them was read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rbo.imports import values
from rbo.imports.findings import Finding, Trouble
from rbo.imports.line import place_of
from rbo.imports.mapped.days import EITHER, MONTH_FIRST, order_of
from rbo.imports.mapped.fields import Holds
from rbo.imports.mapped.guess import Layout
from rbo.imports.mapped.table import Grid


def doubts_about(table: Grid, layout: Layout) -> Iterator[Finding]:
    """The first such day, where neither the file nor anybody tells what it means."""
    found = _doubtful_days(table, layout) if layout.is_doubtful else iter(())
    for place, said in islice(found, 1):
        taken = values.day(said, month_first=layout.days == MONTH_FIRST)
        yield Finding(place, Trouble.DAY_OR_MONTH, {"said": said.strip(), "taken": str(taken)})


def _doubtful_days(table: Grid, layout: Layout) -> Iterator[tuple[str, str]]:
    for row, cells in table.rows:
        for place in layout.places(Holds.DAY):
            said = cells[place] if place < len(cells) else None
            if isinstance(said, str) and order_of(said) == EITHER:
                yield place_of(table.name, place, row), said
