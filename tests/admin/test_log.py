"""The log of what admins did, as a page."""

from __future__ import annotations

import re

from rbo.platform import audit
from rbo.platform.db import system_session
from tests.desk.statements import answered
from tests.make import a_stringer


def note(*deeds, **about):
    with system_session() as rows:
        for deed in deeds:
            audit.note(rows, deed, **{"reason": "Because", **about})


def test_a_line_says_what_was_done_about_whom_why_and_by_whom(ben, lords):
    note("book_read", stringer_id=ben.id, reason="Ben misses a job")

    page = lords.get("/admin/log").text

    assert f"Looked into a book: {ben.email}" in page
    assert "Ben misses a job" in page
    assert "at the machine" in page


def test_the_latest_comes_first_and_older_ones_are_a_page_away(ben, lords):
    for number in range(60):
        note(f"deed_{number}")

    first = lords.get("/admin/log").text
    older = lords.get(first.split('rel="next" href="')[1].split('"')[0]).text

    assert first.index("deed 59") < first.index("deed 10")
    assert "deed 9<" not in first
    assert "deed 9<" in older
    assert "deed 10<" not in older


def test_all_of_it_leaves_for_a_spreadsheet_in_which_nothing_is_a_formula(ben, lords):
    """U-33."""
    note("book_read", stringer_id=ben.id, reason="=1+1")

    file = lords.get("/admin/log.csv")

    assert file.headers["Content-Disposition"] == 'attachment; filename="rbo-log.csv"'
    assert f'"at the machine","Looked into a book","{ben.email}","","\'=1+1"' in file.text


def test_nonsense_in_the_address_is_the_first_page(lords):
    assert lords.get("/admin/log?before=x").status_code == 200


def test_an_empty_log_says_what_it_is_for(lords):
    assert "Nothing stands here yet" in lords.get("/admin/log").text


def test_the_page_asks_for_the_addresses_of_those_it_names_and_of_nobody_else(anna, ben, lords):
    """It read those of the whole house, for each page."""
    with audit.acting(f"stringer:{anna.id}"):
        note("book_read", stringer_id=ben.id)
    for number in range(5):
        a_stringer(f"Nora{number}")

    with answered() as seen:
        page = lords.get("/admin/log").text

    named = {anna.email, ben.email, *re.findall(r"boss\.\d+@example\.org", page)}
    assert all(address in page for address in named)
    (many,) = [
        rows for statement, rows in seen if statement.startswith("SELECT stringers.id, stringers.email \n")
    ]
    assert many <= len(named)
