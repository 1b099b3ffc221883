"""The files behind the page of reports."""

from __future__ import annotations

import csv
import io

import pytest

from rbo.reports.files import FILES
from tests.each import each
from tests.make import a_client
from tests.reports.benches import strung


def rows_of(answer):
    """The rows of a file."""
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_nothing_of_another_book_is_in_it(anna, bens):
    strung(a_client("Lena", "Geheim"))

    assert "Nothing strung yet" in bens.get("/reports").text
    for name in FILES:
        assert "Geheim" not in bens.get(f"/reports/{name}.csv").text
        assert len(rows_of(bens.get(f"/reports/{name}.csv"))) <= 4  # headings, and three kinds of none


@pytest.fixture
def a_job(anna):
    """A job that is strung."""
    strung()


@each("name", FILES)
@each("year", ["", "2026", "9999"])
def test_every_file_has_a_name_and_as_many_cells_in_each_row(a_job, annas, name, year):
    answer = annas.get(f"/reports/{name}.csv?year={year}")

    assert answer.headers["Content-Disposition"] == f"attachment; filename=rbo-{name}-{year or 'all'}.csv"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len({len(row) for row in rows_of(answer)}) == 1


def test_a_client_called_like_a_formula_stays_text(anna, annas):
    strung(a_client('=HYPERLINK("http://x")', "Muster"))

    assert rows_of(annas.get("/reports/clients.csv"))[1][0] == '\'=HYPERLINK("http://x") Muster'


def test_the_file_of_clients_leaves_nobody_out(anna, annas):
    for number in range(12):
        strung(a_client("A", f"Client {number:02}"))

    page, file = annas.get("/reports").text, rows_of(annas.get("/reports/clients.csv"))

    assert page.count('<td role="cell" class="lead"><a href="/clients/') == 10
    assert [row[0] for row in file[1:]] == [f"A Client {number:02}" for number in range(12)]
