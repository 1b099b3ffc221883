"""One attempt at one import: the file read, written into the book, looked at, and kept or taken back."""

from __future__ import annotations

from rbo.imports.account import account_for
from rbo.imports.carry_out import Told, carry_out
from rbo.imports.mapped.book import read_mapped
from rbo.imports.mapped.table import longest_of, table_of
from rbo.imports.mapped.text import read_csv
from rbo.imports.models import Import
from rbo.imports.reading.package import ZIP
from rbo.imports.reading.workbook import read_workbook
from rbo.imports.report import Report
from rbo.imports.rows import FileBook
from rbo.imports.v1.book import is_v1, read_v1
from rbo.imports.v1.seen import Choices
from rbo.platform import audit
from rbo.platform.db import db


def read_file(content: bytes, choices: Choices) -> FileBook:
    """What a file says, a V1 workbook or any other table; it takes no book to read it.

    Raises:
        Unfit: it cannot be read.
    """
    if not content.startswith(ZIP):
        return read_mapped(table_of(read_csv(content)), choices)
    workbook = read_workbook(content)
    return read_v1(workbook, choices) if is_v1(workbook) else read_mapped(longest_of(workbook), choices)


def attempt(entry: Import, book: FileBook, told: Told, *, keep: bool) -> Report:
    """Write *book* inside a savepoint and read it back; only what is right and wanted is kept."""
    with audit.acting(entry.actor), db.session.begin_nested() as trial:
        report = account_for(entry, book, carry_out(entry, book, told))
        if not (keep and report.is_ok):
            trial.rollback()
    return report
