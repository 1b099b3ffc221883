"""The book as a workbook: sheet after sheet, out of one transaction."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from sqlalchemy import func, select

from rbo.exports.snapshot import snapshot
from rbo.exports.tabs import jobs, more
from rbo.exports.telling import LONG, Tell, told
from rbo.exports.xlsx import Tab, workbook
from rbo.platform.db import db
from rbo.stringers import queries as stringers


def spreadsheet(stringer_id: UUID, tell: Tell) -> Generator[bytes]:
    """The whole file; *tell* hears how many of how many rows are done."""
    with snapshot(stringer_id):
        total = sum(db.session.scalars(select(func.count()).select_from(noun)).one() for noun in LONG)
        yield from workbook(_counted(tabs(), told(tell, total)))


def tabs() -> Iterator[Tab]:
    """Every sheet, read when its turn comes."""
    local = more.clock_of(stringers.mine().timezone)
    yield jobs.client_jobs()
    yield jobs.own_jobs()
    yield more.lists()
    yield more.clients(local)
    yield more.receipts(local)
    yield more.audit(local)


def _counted(tabs: Iterable[Tab], steps: Iterator[None]) -> Iterator[Tab]:
    for tab in tabs:
        yield replace(tab, rows=(row for row, _step in zip(tab.rows, steps, strict=False)))
