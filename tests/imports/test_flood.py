"""A small file that says one text in very many cells does not fill the worker with it."""

from __future__ import annotations

import secrets

import pytest

from rbo.imports.reading.unfit import Fault, Unfit
from rbo.imports.reading.workbook import read_workbook
from tests.imports.xlsx import Book


def test_one_long_text_in_many_cells_is_not_repeated_to_whoever_asked():
    book = Book({"Client-Stringing-Orders": [[secrets.token_hex(16_000)] * 10] * 40})
    content = book.packed()
    assert len(content) < 50_000

    with pytest.raises(Unfit) as refused:
        read_workbook(content)

    assert refused.value.fault is Fault.TOO_MUCH_WORK
