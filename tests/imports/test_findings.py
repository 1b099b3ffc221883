"""What is wrong is named by its cell, and then nothing at all is written."""

from __future__ import annotations

from sqlalchemy import func, select

from rbo.imports.findings import Trouble
from rbo.imports.reading.unfit import Fault
from rbo.imports.sentences import FAULTS, SENTENCES, finding_words
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.each import each
from tests.imports.headings import CLIENTS, LISTS, OWN
from tests.imports.trying import changed, imported, said
from tests.imports.xlsx import F

STOPS = [
    (CLIENTS, "C5", "31.13.2024", Trouble.NO_DAY),
    (CLIENTS, "C5", 45.5, Trouble.NO_DAY),
    (CLIENTS, "C5", "#REF!", Trouble.CELL_ERROR),
    (CLIENTS, "C5", F("B5+1"), Trouble.BARE_FORMULA),
    (CLIENTS, "C5", "1.1.2019", Trouble.BEFORE_ORDERED),
    (CLIENTS, "C5", "1.1.2999", Trouble.IN_FUTURE),
    (CLIENTS, "N5", 52, Trouble.TENSION),
    (CLIENTS, "O5", -1, Trouble.NEGATIVE),
    (CLIENTS, "O5", "much", Trouble.NO_NUMBER),
    (CLIENTS, "O5", 10**9, Trouble.TOO_LARGE),
    (CLIENTS, "P5", "perhaps", Trouble.NO_YES_NO),
    (CLIENTS, "A5", None, Trouble.NO_ID),
    (CLIENTS, "A5", 1, Trouble.ID_TWICE),
    (CLIENTS, "H5", "x" * 201, Trouble.TOO_LONG),
    (CLIENTS, "L5", "x" * 200, Trouble.TOO_LONG),
    (CLIENTS, "H5", "a_x0000_b", Trouble.UNPRINTABLE),
]
TAKEN = [
    (CLIENTS, "B5", None, Trouble.CAME_WHEN_STRUNG),
    (CLIENTS, "N5", "23,77", Trouble.ROUNDED),
    (CLIENTS, "M5", "thin", None),
    (CLIENTS, "M5", "1.234", Trouble.GAUGE_AS_WORDS),
    (CLIENTS, "Z5", "tight", Trouble.READING_AS_WORDS),
    (CLIENTS, "H5", None, Trouble.NO_RACKET),
    (CLIENTS, "Y5", F("1", 999), Trouble.SUM_DIFFERS),
    (OWN, "C5", "NEVER_1", Trouble.NOT_LISTED),
]


def put(sheet, cell, value):
    """A change that puts *value* into one cell."""

    def change(sheets):
        place, row = ord(cell[0]) - ord("A"), int(cell[1:]) - 1
        cells = sheets[sheet][row]
        cells.extend([None] * (place + 1 - len(cells)))
        cells[place] = value

    return change


@each(("sheet", "cell", "value", "trouble"), STOPS)
def test_one_wrong_cell_stops_all_of_it(anna, few, sheet, cell, value, trouble):
    report = imported(changed(few, put(sheet, cell, value)))

    assert (report.verdict, said(report)[0]) == ("FAIL", (f"{sheet}!{cell}", trouble))
    assert db.session.scalar(select(func.count()).select_from(Order)) == 0


def test_a_racket_that_went_back_before_it_was_strung_stops_it_too(anna, few):
    report = imported(changed(few, put(CLIENTS, "C5", "31.12.2025")))

    assert (f"{CLIENTS}!D5", Trouble.BEFORE_STRUNG) in said(report)


@each(("sheet", "cell", "value", "trouble"), TAKEN)
def test_what_is_taken_otherwise_is_named(anna, few, sheet, cell, value, trouble):
    report = imported(changed(few, put(sheet, cell, value)), keep=False)

    assert said(report) == ([(f"{sheet}!{cell}", trouble)] if trouble else [])
    assert not report.errors


def test_a_total_that_its_parts_do_not_explain_makes_the_year_differ(anna, few):
    report = imported(changed(few, put(CLIENTS, "Y5", F("1", 999))))

    assert report.verdict == "FAIL"
    assert [year.agrees for year in report.years].count(False) == 1


def test_a_missing_column_is_named(anna, few):
    def forget(sheets):
        sheets[CLIENTS][1][22] = None

    report = imported(changed(few, forget))

    assert said(report)[0] == (CLIENTS, Trouble.NO_COLUMN)
    assert finding_words(report.findings[0]) == "The column Price · Labor is missing."


def test_another_workbook_is_a_table_whose_columns_nobody_has_named(anna, few):
    def rename(sheets):
        for name in list(sheets):
            sheets[f"My {name}"] = sheets.pop(name)

    assert {trouble for _at, trouble in said(imported(changed(few, rename)))} == {Trouble.NO_CLIENTS}


def test_without_the_list_ones_own_rackets_are_taken_as_they_are_called(anna, few):
    report = imported(changed(few, lambda sheets: sheets.pop(LISTS)), keep=False)

    assert {trouble for _at, trouble in said(report)} == {Trouble.SHEET_AWAY, Trouble.NOT_LISTED}
    assert report.verdict == "OK"


def test_every_trouble_has_its_sentence():
    assert set(SENTENCES) == set(Trouble)
    assert set(FAULTS) == set(Fault)
