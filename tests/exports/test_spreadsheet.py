"""The workbook: the V1 layout and more, exact types, and not one formula (S-28)."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from rbo.exports import workbook as v1
from rbo.exports.models import Format
from rbo.exports.xlsx import Tab, workbook
from rbo.platform.tenancy import open_tenant
from tests.exports.books import NASTY, a_job_with_everything, exported
from tests.make import a_client, an_order, today

SAID = re.compile(r"_x([0-9A-Fa-f]{4})_")


def opened(file):
    return load_workbook(BytesIO(file))


def written(*rows):
    """What another program reads of a sheet with these rows."""
    sheet = opened(b"".join(workbook([Tab("T", (), rows)])))["T"]
    return [[cell.value for cell in row] for row in sheet.iter_rows()], sheet


def read(text):
    """As ECMA-376 wants a text read; openpyxl leaves that to others."""
    return SAID.sub(lambda found: chr(int(found[1], 16)), text or "")


def in_columns(sheet):
    """The rows below the two heads, each by (group, name)."""
    groups, names, *rows = sheet.iter_rows(values_only=True)
    filled, group = [], ""
    for here in groups:
        group = here or group
        filled.append(group)
    return [dict(zip(zip(filled, names, strict=True), row, strict=True)) for row in rows]


def test_the_sheets_are_those_of_v1_and_more(anna):
    book = opened(exported(anna, Format.XLSX))

    of_v1 = ["Client-Stringing-Orders", "Self-Stringing-Orders", "Lists"]
    assert book.sheetnames == [*of_v1, "Clients", "Receipts", "Audit"]
    for sheet in (v1.CLIENT_ORDERS, v1.SELF_ORDERS, v1.LISTS):
        heads = list(book[sheet.name].iter_rows(max_row=2, max_col=len(sheet.fields), values_only=True))
        assert heads[0] == tuple(group or None for group in sheet.groups)
        assert heads[1] == tuple(field.name for field in sheet.fields)


def test_an_order_stands_in_its_columns_with_its_types(anna):
    a_job_with_everything()

    (job,) = in_columns(opened(exported(anna, Format.XLSX))[v1.CLIENT_ORDERS.name])

    assert job["", "ID"] == 1
    assert job["Dates", "Strung"] == datetime.combine(today(), datetime.min.time())
    assert (job["Player", "Last Name"], job["Racquet", "Model"]) == ("Muster", "Babolat Pure Aero 98")
    assert (job["Main-String", "Manufacturer"], job["Main-String", "Model"]) == (None, "Own Gut")
    assert (job["Main-String", "Gauge"], job["Main-String", "Tension"]) == (1.25, 24.5)
    assert (job["Cross-String", "Manufacturer"], job["Cross-String", "Model"]) == (None, "Solinco Hyper-G")
    assert (job["Cross-String", "BYO"], job["Main-String", "BYO"]) == ("Yes", "No")
    assert (job["Price", "Labor"], job["Price", "Strings"], job["Price", "Total"]) == (25, 9.05, 34.05)
    assert (job["RBO", "Receipt"], job["RBO", "Extras price"]) == (f"{today().year}-0001", 6.1)
    assert job["RBO", "Total with extras"] == 40.15
    assert (job["Status", "Done"], job["Stats", "Year"]) == ("Yes", today().year)


def test_money_is_shown_with_cents_and_days_as_days(anna):
    a_job_with_everything()

    sheet = opened(exported(anna, Format.XLSX))[v1.CLIENT_ORDERS.name]

    shown = {sheet.cell(2, cell.column).value: cell.number_format for cell in sheet[3]}
    assert shown["Labor"] == shown["Total"] == "0.00"
    assert sheet.cell(3, 2).is_date


def test_clients_receipts_and_audit_are_there(anna):
    a_job_with_everything()

    book = opened(exported(anna, Format.XLSX))

    clients = list(book["Clients"].iter_rows(min_row=2, values_only=True))
    assert [row[:2] for row in clients] == [("Muster", "Lena")]
    assert clients[0][6] == "Pays late."
    assert [row[:2] for row in book["Receipts"].iter_rows(min_row=2, values_only=True)] == [
        (f"{today().year}-0001", 1)
    ]
    steps = {row[1] for row in book["Audit"].iter_rows(min_row=2, values_only=True)}
    assert {"strung", "returned", "paid"} <= steps


def test_text_of_a_book_is_never_a_formula_and_never_changed(anna):
    for text in NASTY:
        an_order(a_client(text), comments=text)

    book = opened(exported(anna, Format.XLSX))

    formulas = [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    said = {read(job["Comments", "Comments"]) for job in in_columns(book[v1.CLIENT_ORDERS.name])}
    assert formulas == []
    assert said == set(NASTY)


def test_nothing_of_another_book_is_in_it(anna, ben):
    with open_tenant(ben.id):
        an_order(a_client("Zzyzxova"))
    an_order()

    with ZipFile(BytesIO(exported(anna, Format.XLSX))) as file:
        assert not any(b"Zzyzxova" in file.read(name) for name in file.namelist())


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=10, max_size=10
    )
)
def test_a_thousand_texts_are_what_they_were(texts):
    ((*found,),), sheet = written(texts)

    assert [read(text) for text in found] == texts
    assert all(cell.data_type in ("s", "inlineStr") for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    "text", [*NASTY, "_x0001_", "_x005F_", "x005F_", "\r\n\t x ", "\ufffe\uffff", "]]>", "a" * 40_000]
)
def test_a_text_is_what_it_was(text):
    ((found,),), _sheet = written([text])

    assert read(found) == text


def test_a_day_before_spreadsheets_had_days_is_a_text():
    ((old, new),), _sheet = written([date(1899, 1, 1), date(1900, 3, 1)])

    assert (old, new.date()) == ("1899-01-01", date(1900, 3, 1))


def test_the_file_is_whole_for_those_who_look_closely():
    with ZipFile(BytesIO(b"".join(workbook([Tab('A "&" B', (), [["x"]])])))) as file:
        assert file.testzip() is None
        assert {"[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml"} <= set(file.namelist())
