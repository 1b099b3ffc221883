"""What is usually done, for `bench.exports`: `json.dumps` of all rows, openpyxl's write-only mode."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from uuid import UUID

from openpyxl import Workbook

from bench.our_exports import orders_25, tab_25
from rbo.exports.parts.book import PARTS
from rbo.exports.snapshot import snapshot
from rbo.exports.spreadsheet import tabs
from rbo.exports.xlsx import Tab


def _dumps_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id) as connection:
        rows = [dict(row) for row in connection.execute(orders_25()).mappings()]
    out.write_text(json.dumps(rows, default=str))


def _openpyxl_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id):
        _by_openpyxl([tab_25()], out)


def _dumps(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id) as connection:
        book = {
            name: [dict(row) for row in connection.execute(rows()).mappings()] for name, rows in PARTS.items()
        }
        out.write_text(json.dumps(book, default=str))


def _openpyxl(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id):
        _by_openpyxl(tabs(), out)


def _by_openpyxl(tabs: Iterable[Tab], out: Path) -> None:
    book = Workbook(write_only=True)
    for tab in tabs:
        sheet = book.create_sheet(tab.name)
        for row in chain(tab.heads, tab.rows):
            sheet.append(list(row))
    book.save(out)


WAYS = {"json.dumps-25": _dumps_25, "openpyxl-25": _openpyxl_25, "json.dumps": _dumps, "openpyxl": _openpyxl}
