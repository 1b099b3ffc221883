"""A book of 100,000 orders as JSON and as a workbook: seconds and memory, beside the usual way in one run.

First its orders alone, in 25 columns: those of V1 from ID to Total, or for JSON the first of the table. Then
the whole book. The usual ways are `json.dumps` of all rows, and openpyxl's write-only mode, for the same.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from itertools import chain, repeat
from pathlib import Path
from uuid import UUID

from openpyxl import Workbook
from sqlalchemy import select

from bench import big_book
from bench.memory import most_mb
from bench.own_site import own_site
from rbo.exports.document import separated
from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.exports.parts.book import PARTS
from rbo.exports.parts.columns import Rows, as_json, columns_of
from rbo.exports.pieces import in_pieces
from rbo.exports.snapshot import copied, snapshot
from rbo.exports.spreadsheet import tabs
from rbo.exports.tabs.asked import jobs
from rbo.exports.tabs.jobs import client_jobs, id_to_total
from rbo.exports.tabs.strings import splitter
from rbo.exports.xlsx import Tab, workbook
from rbo.ground import create_ground
from rbo.orders.constraints import Kind
from rbo.orders.models import Order
from tests.faults.workers import environment
from tests.make import a_stringer

Way = Callable[[UUID, Path], None]
PAIRS = {"json-25": "json.dumps-25", "xlsx-25": "openpyxl-25", "json": "json.dumps", "xlsx": "openpyxl"}
MOST = {"json-25": (1.5, 120), "xlsx-25": (10.0, 120)}  # seconds and MB
COLUMNS = 25


def main() -> None:
    """Print a line for each way, then the two ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "STRINGER"), help="measure here, for the parent")
    parser.add_argument("--only", default="", help="ways whose name holds this")
    asked = parser.parse_args()
    if asked.one:
        measure(asked.one[0], UUID(asked.one[1]))
        return
    with own_site() as (app, postgres):
        with app.app_context():
            me = a_stringer("Bench")
        big_book.write(postgres.superuser, me.id, others=0)
        print(f"programs that want a processor: {os.getloadavg()[0]:.0f} for {os.cpu_count()}", flush=True)
        ways = [way for way in WAYS if asked.only in way]
        spent = {way: in_a_process(way, me.id, environment(app.config["RBO"])) for way in ways}
    for ours, usual in PAIRS.items():
        if {ours, usual} <= set(spent):
            print(f"{ours} is {spent[usual] / spent[ours]:.1f} times as fast as {usual}")


def in_a_process(way: str, stringer_id: UUID, environ: Mapping[str, str]) -> float:
    """Measure *way* in a process of its own, whose memory is nobody else's; gives the seconds."""
    command = [sys.executable, "-m", "bench.exports", "--one", way, str(stringer_id)]
    environ = {**environ, "LOG_LEVEL": "WARNING"}
    said = subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout
    print(said, end="", flush=True)
    return float(said.split()[1])


def measure(way: str, stringer_id: UUID) -> None:
    """Print seconds, size and memory, and how much memory there was before."""
    with create_ground().app_context(), tempfile.TemporaryDirectory() as folder:
        before, out = most_mb(), Path(folder) / "out"
        began, worked = time.perf_counter(), time.process_time()
        WAYS[way](stringer_id, out)
        took, cpu = time.perf_counter() - began, time.process_time() - worked
        size, after = out.stat().st_size / 1e6, most_mb()
        most_s, allowed_mb = MOST.get(way, (took, after))
        print(
            f"{way:<13} {took:6.2f} s ({cpu:.2f} s of this process), {size:.0f} MB,"
            f" memory {after:.0f} MB, of which {before:.0f} before"
            f"{'' if took <= most_s and after <= allowed_mb else ', TOO MUCH'}"
        )


def _ours(wanted: Format) -> Way:
    def write(stringer_id: UUID, out: Path) -> None:
        with closing(made(wanted, stringer_id, lambda _done, _of: None)) as pieces:
            _into(out, pieces)

    return write


def _into(out: Path, pieces: Iterable[bytes]) -> None:
    with out.open("wb") as file:
        file.writelines(pieces)


def _json_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id) as connection:
        _into(out, in_pieces(separated(copied(connection, as_json(_orders_25())), repeat(None))))


def _xlsx_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id):
        _into(out, in_pieces(workbook([_tab_25()])))


def _dumps_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id) as connection:
        rows = [dict(row) for row in connection.execute(_orders_25()).mappings()]
    out.write_text(json.dumps(rows, default=str))


def _openpyxl_25(stringer_id: UUID, out: Path) -> None:
    with snapshot(stringer_id):
        _by_openpyxl([_tab_25()], out)


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


def _orders_25() -> Rows:
    return select(*columns_of(Order)[:COLUMNS])


def _tab_25() -> Tab:
    heads, split = client_jobs().heads, splitter()
    rows = (id_to_total(split, job) for job in jobs(Kind.CLIENT))
    return Tab("Orders", [head[:COLUMNS] for head in heads], rows)


WAYS: Mapping[str, Way] = {
    "json-25": _json_25,
    "json.dumps-25": _dumps_25,
    "xlsx-25": _xlsx_25,
    "openpyxl-25": _openpyxl_25,
    "json": _ours(Format.JSON),
    "json.dumps": _dumps,
    "xlsx": _ours(Format.XLSX),
    "openpyxl": _openpyxl,
}

if __name__ == "__main__":
    main()
