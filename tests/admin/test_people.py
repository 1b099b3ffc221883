"""Finding a person, handing out what is known about them (U-34), and erasing them on the page."""

from __future__ import annotations

import json

import psycopg
import pytest

from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.admin.test_erasure import CANARY, REASON, naming, petra
from tests.make import a_client

__all__ = ["petra"]


@pytest.fixture
def page(petra):
    """Petra's page."""
    db.session.rollback()
    return f"/admin/people/{petra}"


def deeds(database):
    with psycopg.connect(database["superuser"]) as connection:
        said = connection.execute("select deed, reason from admin_audit_log order by id").fetchall()
        return [line for line in said if not line[0].endswith("ed_listed")]


def test_a_person_is_found_by_what_any_book_knows(page, lords):
    assert page in lords.get(f"/admin/people?q=muster {CANARY}").text
    assert page in lords.get(f"/admin/people?q={CANARY.upper()}@EXAMPLE").text
    assert "Nobody is known by that" in lords.get("/admin/people?q=%25%25%25").text


def test_two_letters_are_no_search(page, lords, database):
    assert page not in lords.get(f"/admin/people?q={CANARY[:2]}").text
    assert deeds(database) == []


def test_the_log_says_that_somebody_looked_and_not_for_whom(page, lords, database):
    lords.get(f"/admin/people?q={CANARY}")

    assert deeds(database) == [("people_searched", "")]


def test_the_page_says_what_goes_and_what_stays(page, lords):
    text = lords.get(page).text

    assert "Name, contacts and notes in 2 books" in text
    assert "2 receipts: number, dates, amounts and goods" in text


def test_the_file_holds_everything_of_every_book(page, petra, lords, database, ben):
    answer = lords.fill(page, f"{page}/file", reason=REASON)

    known = json.loads(answer.data)
    assert {book["stringer"] for book in known["books"]} == {"Anna’s Strings", "Ben’s Strings"}
    for book in known["books"]:
        assert book["client"]["internal_notes"] == CANARY
        assert book["jobs"][0]["comments"] == f"Softer, {CANARY}"
        assert book["rackets"][0]["serial"] == CANARY
        assert book["letters"][0]["recipient"] == f"{CANARY}@example.com"
    assert deeds(database) == [("person_exported", REASON), *[("book_read", REASON)] * 2]


def test_the_file_holds_nothing_of_others(page, lords, ben):
    with open_tenant(ben.id):
        a_client("Otto", "Oberholzer")
        db.session.commit()

    assert "Oberholzer" not in lords.fill(page, f"{page}/file", reason=REASON).text


def test_erased_on_the_page(page, lords, database):
    said = lords.fill(page, f"{page}/erasure", reason=REASON)

    assert said.status_code == 303
    assert naming(database) == set()
    assert lords.get(page).status_code == 404


@pytest.mark.parametrize("deed", ["file", "erasure"])
@pytest.mark.parametrize("reason", ["", f"{CANARY} wrote"])
def test_without_a_good_reason_nothing_happens(page, lords, database, deed, reason):
    before = naming(database)

    assert lords.fill(page, f"{page}/{deed}", reason=reason).status_code == 422

    assert naming(database) == before
    assert deeds(database) == []
