"""Workbooks tried in the open book, and what the report says."""

from __future__ import annotations

from sqlalchemy import func, select

from rbo.imports.attempt import attempt, read_file
from rbo.imports.service import entry_of
from rbo.platform.db import db
from tests.imports.v1 import NEAT, v1_book


def imported(content, *, keep=True, choices=None):
    entry = entry_of("book.xlsx", content)
    db.session.add(entry)
    db.session.flush()
    report = attempt(entry, read_file(content, choices or {}), lambda done, of: None, keep=keep)
    db.session.commit()
    return report


def count(noun):
    return db.session.scalar(select(func.count()).select_from(noun))


def said(report):
    return [(finding.at, finding.trouble) for finding in report.findings]


def changed(known, change, hand=NEAT):
    """A workbook in which *change* did something to the cells of the sheets."""
    book = v1_book(known, hand)
    change(book.sheets)
    return book.packed()
