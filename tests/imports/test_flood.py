"""A small file that says one text in very many cells does not fill the worker with it."""

from __future__ import annotations

import secrets

import pytest

from rbo.imports.mapped.guess import bare
from rbo.imports.mapped.table import LONGEST_HEADING, table_of
from rbo.imports.reading.unfit import Fault, Unfit
from rbo.imports.reading.workbook import Sheet, read_workbook
from tests.imports.xlsx import Book


def test_one_long_text_in_many_cells_is_not_repeated_to_whoever_asked():
    book = Book({"Client-Stringing-Orders": [[secrets.token_hex(16_000)] * 10] * 40})
    content = book.packed()
    assert len(content) < 50_000

    with pytest.raises(Unfit) as refused:
        read_workbook(content)

    assert refused.value.fault is Fault.TOO_MUCH_WORK


def test_a_heading_of_opening_brackets_keeps_nobody_busy():
    """A pattern that looks on from each of them to the end would take minutes."""
    heading = "([" * 60_000

    (_, read) = table_of(Sheet("", ((1, ("Client", heading)), (2, ("Lena", "x"))))).headings

    assert bare(heading) == ""
    assert read == heading[:LONGEST_HEADING]
