"""In, out, into another book and out again: the V1 columns say the same."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from rbo.exports import workbook as v1
from rbo.exports.models import Format
from rbo.imports.attempt import attempt, read_file
from rbo.imports.service import entry_of
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.exports.books import a_job_with_everything, exported
from tests.imports.v1 import v1_book
from tests.imports.years import years
from tests.make import a_client, an_order

SHEETS = v1.SHEETS[:3]
LOOKALIKES = (
    *("=1+1", "+41", "-2", "@SUM(A1)", '=HYPERLINK("http://x","y")', "🎾 Ωß", "0012", "31.12.2024", "Yes"),
    *("NaN", "1e5", "x005F_", "<b>&amp;", "'quoted", "x" * 1900),
)


def brought_in(file):
    entry = entry_of("book.xlsx", file)
    db.session.add(entry)
    db.session.flush()
    report = attempt(entry, read_file(file, {}), lambda _done, _of: None, keep=True)
    db.session.commit()
    assert (report.verdict, report.findings) == ("OK", ())


def v1_cells(file):
    """The rows of the V1 columns, sheet by sheet."""
    book = load_workbook(BytesIO(file))
    return {
        sheet.name: list(book[sheet.name].iter_rows(max_col=len(sheet.fields), values_only=True))
        for sheet in SHEETS
    }


def out_and_in_again(anna, ben):
    """What an export of the one book says, and an export of the empty one that it came into."""
    first = exported(anna, Format.XLSX)
    with open_tenant(ben.id):
        brought_in(first)
        second = exported(ben, Format.XLSX)
    return v1_cells(first), v1_cells(second)


def test_years_go_out_and_come_in_again_the_same(anna, ben):
    brought_in(v1_book(years(clients=60, own=40)).packed())
    for text in LOOKALIKES:
        an_order(a_client(f"A{text[:60]}", text[:60]), comments=text)

    first, second = out_and_in_again(anna, ben)

    assert second == first
    assert len(first[v1.CLIENT_ORDERS.name]) == 2 + 60 + len(LOOKALIKES)


def test_a_job_with_extras_comes_in(anna, ben):
    a_job_with_everything()

    first, second = out_and_in_again(anna, ben)

    (mine,), (theirs,) = first[v1.CLIENT_ORDERS.name][2:], second[v1.CLIENT_ORDERS.name][2:]
    assert theirs[12:] == mine[12:]
