"""A CSV cell by cell: what ends a line, what parts cells, what an export put before their words."""

from __future__ import annotations

import pytest

from rbo.imports.mapped.text import read_csv, separator_of
from rbo.platform.tables import FORMULA, Table, as_csv
from tests.imports.tables import ROW, csv_of, read

ENDS_ELSEWHERE = ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e"]


@pytest.mark.parametrize("sign", ENDS_ELSEWHERE)
def test_a_sign_that_ends_lines_elsewhere_stays_in_its_cell(sign):
    said = f"knot{sign}four"
    bare = csv_of((*ROW[:7], said), ROW).replace('"', "")

    book = read(bare.encode())

    assert [job.content.comments for job in book.jobs] == [said, "=1+1"]


@pytest.mark.parametrize("sign", ENDS_ELSEWHERE)
def test_such_a_sign_in_a_heading_does_not_hide_the_separator(sign):
    assert separator_of(f"Client{sign}name,Racket,Notes;more\nTim,Blade,late;paid\n") == ","


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_a_line_is_one(end):
    book = read(csv_of(ROW, ROW).replace("\r\n", end).encode())

    assert len(book.jobs) == 2


@pytest.mark.parametrize("sign", FORMULA)
def test_the_mark_that_an_export_puts_before_a_formula_is_taken_off_again(app, sign):
    said = f"{sign}1 racket"
    table = Table("orders", "", ("Client", "Notes"), (("Tim", said),))

    sheet = read_csv(as_csv(table).encode())

    assert list(sheet.rows)[1] == (2, ("Tim", said))
