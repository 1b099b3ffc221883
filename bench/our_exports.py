"""What the worker does, for `bench.exports`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import repeat
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from rbo.exports.document import separated
from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.exports.parts.columns import Rows, as_json, columns_of
from rbo.exports.pieces import in_pieces
from rbo.exports.snapshot import copied, snapshot
from rbo.exports.tabs.asked import jobs
from rbo.exports.tabs.jobs import client_jobs, id_to_total
from rbo.exports.tabs.strings import splitter
from rbo.exports.xlsx import Tab, workbook
from rbo.orders.constraints import Kind
from rbo.orders.models import Order

Way = Callable[[UUID, Path], None]
COLUMNS = 25


def orders_25() -> Rows:
    """The first 25 columns of the table."""
    return select(*columns_of(Order)[:COLUMNS])


def tab_25() -> Tab:
    """The sheet of V1 from ID to Total."""
    heads, split = client_jobs().heads, splitter()
    rows = (id_to_total(split, job) for job in jobs(Kind.CLIENT))
    return Tab("Orders", [head[:COLUMNS] for head in heads], rows)


def _book(wanted: Format) -> Way:
    def write(stringer_id: UUID, out: Path) -> None:
        with closing(made(wanted, stringer_id, lambda _done, _of: None)) as pieces:
            _into(out, pieces)

    return write


def _json_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id) as connection:
        _into(out, in_pieces(separated(copied(connection, as_json(orders_25())), repeat(None))))


def _xlsx_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id):
        _into(out, in_pieces(workbook([tab_25()])))


def _into(out: Path, pieces: Iterable[bytes]) -> None:
    with out.open("wb") as file:
        file.writelines(pieces)


WAYS = {"json-25": _json_25, "xlsx-25": _xlsx_25, "json": _book(Format.JSON), "xlsx": _book(Format.XLSX)}
