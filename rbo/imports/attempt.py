"""One attempt at one import: the file read, written into the book, looked at, and kept or taken back."""

from __future__ import annotations

from rbo.imports.account import account_for
from rbo.imports.carry_out import Told, carry_out
from rbo.imports.models import Import
from rbo.imports.reading.workbook import read_workbook
from rbo.imports.report import Report
from rbo.imports.rows import FileBook
from rbo.imports.v1.book import read_v1
from rbo.imports.v1.seen import Choices
from rbo.platform import audit
from rbo.platform.db import db


def read_file(content: bytes, choices: Choices) -> FileBook:
    """What a file says; it takes no book to read it.

    Raises:
        Unfit: it cannot be read.
    """
    return read_v1(read_workbook(content), choices)


def attempt(entry: Import, book: FileBook, told: Told, *, keep: bool) -> Report:
    """Write *book* inside a savepoint and read it back; only what is right and wanted is kept."""
    doer = audit.actor.set(entry.actor)
    try:
        with db.session.begin_nested() as trial:
            report = account_for(entry, book, carry_out(entry, book, told))
            if not (keep and report.is_ok):
                trial.rollback()
    finally:
        audit.actor.reset(doer)
    return report
