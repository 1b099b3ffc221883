"""The V1 workbook comes in whole and right."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from sqlalchemy import func, select

from rbo.clients.models import ClientProfile
from rbo.imports.attempt import attempt, read_file
from rbo.imports.service import entry_of
from rbo.orders.constraints import Kind
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox


def imported(content, *, keep=True, choices=None):
    entry = entry_of("book.xlsx", content)
    db.session.add(entry)
    db.session.flush()
    report = attempt(entry, read_file(content, choices or {}), lambda done, of: None, keep=keep)
    db.session.commit()
    return report


def count(noun):
    return db.session.scalar(select(func.count()).select_from(noun))


def test_all_of_it_comes_in(anna, workbook, known):
    report = imported(workbook)

    assert (report.verdict, report.findings) == ("OK", ())
    assert [(sheet.rows, sheet.inserted) for sheet in report.sheets] == [(329, 329), (416, 416)]
    assert {year.year: year.in_book for year in report.years} == known.revenue()
    assert abs(report.turnaround.in_book - known.turnaround_days()) < Decimal("0.01")
    kinds = Counter(db.session.scalars(select(Order.kind)))
    assert kinds == {Kind.CLIENT: 329, Kind.SELF: 416}
    assert count(ClientProfile) == 47 + 1
    assert count(Outbox) == 0
