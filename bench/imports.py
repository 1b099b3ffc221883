"""Dry runs of V1 workbooks: seconds from file to report, those at work, and the memory of both processes.

Reference in the same run: openpyxl alone opening the same file whole, as its tutorial does. Then hostile
files: what the worst of them costs.
"""

from __future__ import annotations

import gc
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import Flask

from bench.effort import spent_by
from bench.own_site import own_site
from rbo.imports.attempt import attempt, read_file
from rbo.imports.service import entry_of
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.imports.hostile import CORPUS, cost_of
from tests.imports.v1 import v1_book
from tests.imports.years import years
from tests.make import a_stringer

SIZES = {"329 + 416": (329, 416, 5), "6,000 + 4,000": (6000, 4000, 20)}
MOST_MB = 300
REFERENCE = (
    "import openpyxl, sys, warnings; warnings.simplefilter('ignore');"
    "[list(sheet.iter_rows()) for sheet in openpyxl.load_workbook(sys.argv[1])]"
)


def main() -> None:
    """Print one line for each size, then the worst of the hostile files."""
    with own_site() as (app, postgres):
        for name, (clients, own, most_s) in SIZES.items():
            began = spent_by(postgres)
            compare(app, name, v1_book(years(clients, own)).packed(), most_s)
            print(f"{name} rows: and {spent_by(postgres) - began:.1f} s of Postgres")
    costs = {name: cost_of(make())[1:] for name, (make, _fault) in CORPUS.items()}
    most_kb, worked_s = (max(cost[place] for cost in costs.values()) for place in (0, 1))
    print(f"{len(costs)} hostile files: at most {worked_s:.2f} s of work and {most_kb / 1024:.0f} MB each")


def compare(app: Flask, name: str, content: bytes, most_s: int) -> None:
    """One dry run, beside the reference."""
    spent_s, worked_s, most_mb, verdict = dry_run(app, content)
    _answer, reader_kb, _reader_s = cost_of(content)
    reference_s = reference(content)
    kept = spent_s <= most_s and max(most_mb, reader_kb / 1024) <= MOST_MB
    print(
        f"{name} rows, {len(content) // 1024} kB: {verdict} after {spent_s:.1f} s (at most {most_s}),"
        f" {worked_s:.1f} s at work in Python; {most_mb:.0f} MB and {reader_kb / 1024:.0f} MB for the reader;"
        f" opening alone {reference_s:.1f} s, ratio {spent_s / reference_s:.2f}{'' if kept else ', TOO MUCH'}"
    )


def dry_run(app: Flask, content: bytes) -> tuple[float, float, float, str]:
    """Seconds, seconds of work, MB and the verdict, in a fork as the worker makes one."""
    gc.collect()
    gc.freeze()
    reading, writing = os.pipe()
    if not os.fork():
        os.write(writing, json.dumps(_tried(app, content)).encode())
        os._exit(0)
    os.close(writing)
    os.wait()
    with os.fdopen(reading) as said:
        spent_s, worked_s, most_mb, verdict = json.load(said)
    return spent_s, worked_s, most_mb, verdict


def _tried(app: Flask, content: bytes) -> tuple[float, float, float, str]:
    with app.app_context(), open_tenant(a_stringer(f"Bench{len(content)}").id):
        began, worked = time.perf_counter(), time.process_time()
        entry = entry_of("bench.xlsx", content)
        book = read_file(content, {})
        db.session.add(entry)
        report = attempt(entry, book, lambda _done, _of: None, keep=False)
        db.session.rollback()
        spent_s, worked_s = time.perf_counter() - began, time.process_time() - worked
    status = Path("/proc/self/status").read_text(encoding="ascii")
    most_kb = re.search(r"VmHWM:\s+(\d+)", status)
    return spent_s, worked_s, int(most_kb[1]) / 1024 if most_kb else 0.0, report.verdict


def reference(content: bytes) -> float:
    """Seconds of a process that only opens the file and goes through its cells."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", REFERENCE, file.name], check=True)
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
