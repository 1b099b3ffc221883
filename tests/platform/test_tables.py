"""Tables as a spreadsheet gets them."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from rbo.platform.tables import Table, as_csv, shown

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def read(table, separator=","):
    """The cells of a file, as a program reads them that was told what separates them."""
    return list(csv.reader(io.StringIO(as_csv(table).removeprefix("\ufeff")), delimiter=separator))


def test_excel_is_told_that_it_is_unicode(app):
    assert as_csv(Table("t", "", ["Größe"], [])).encode().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("nasty", ["=1+1", "+41 79", "-5", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("x")'])
def test_text_never_becomes_a_formula(app, nasty):
    assert read(Table("t", "", [nasty], [[nasty]])) == [[f"'{nasty}"]] * 2


def test_numbers_are_plain_and_what_is_unknown_is_empty(app):
    text = as_csv(Table("t", "", ["Name", "n", "CHF", "d"], [["A", 1234, Decimal("-1234.50"), None]]))

    assert text.splitlines()[1] == '"A",1234,-1234.50,""'


def test_german_spreadsheets_expect_a_semicolon(app):
    with app.test_request_context(), force_locale("de"):
        assert read(Table("t", "", ["a", "b"], [["x;y", 1]]), ";") == [["a", "b"], ["x;y", "1"]]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_what_comes_back_is_what_was_written(app, rows):
    table = Table("t", "", ["a", "b"], rows)
    cells = [cell for row in read(table)[1:] for cell in row]
    file = io.StringIO(as_csv(table).removeprefix("\ufeff"), newline="")
    back = [cell for row in list(csv.reader(file))[1:] for cell in row]

    assert [cell.removeprefix("'") if cell[1:].startswith(FORMULAS) else cell for cell in back] == [
        cell for row in rows for cell in row
    ]
    assert not any(cell.startswith(FORMULAS) for cell in cells)


def test_a_table_reads_as_people_write_numbers():
    assert [shown(cell) for cell in (1234, Decimal("1234.50"), "=x", None)] == [
        "1’234",
        "1’234.50",
        "=x",
        "–",
    ]


def test_columns_of_numbers_are_known():
    table = Table(
        "t", "", ["Client", "Jobs", "Days", "Note"], [["A", 1, None, "x"], ["B", 2, Decimal(1), "y"]]
    )

    assert [table.is_number(column) for column in range(4)] == [False, True, True, False]
