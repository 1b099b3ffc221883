"""Finding a person, handing out what is known about them (U-34), and erasing them on the page."""

from __future__ import annotations

import psycopg
import pytest

from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from tests.admin.handed import parts_of
from tests.admin.test_erasure import CANARY, REASON, naming, petra
from tests.browsers import fields
from tests.make import a_client

__all__ = ["petra"]
BROUGHT = """
with brought as (
    insert into imports (stringer_id, id, source, file_name, sha256, state, report, actor)
    values (%(mine)s, %(import)s, 'v1', 'jobs.xlsx', '', 'done', '{}', 'system') returning id
)
insert into imported_rows (stringer_id, id, import_id, client_id, made_version)
select %(mine)s, %(id)s, brought.id, client_profiles.id, 1
from brought, client_profiles where stringer_id = %(mine)s
"""


@pytest.fixture
def page(petra):
    """Petra's page."""
    db.session.rollback()
    return f"/admin/people/{petra}"


def deeds(database):
    with psycopg.connect(database["superuser"]) as connection:
        said = connection.execute("select deed, reason from admin_audit_log order by id").fetchall()
        return [line for line in said if not line[0].endswith(("_listed", "_viewed"))]


def test_a_person_is_found_by_what_any_book_knows(page, lords):
    assert page in lords.get(f"/admin/people?q=muster {CANARY}").text
    assert page in lords.get(f"/admin/people?q={CANARY.upper()}@EXAMPLE").text
    assert "Nobody is known by that" in lords.get("/admin/people?q=%25%25%25").text


def test_two_letters_are_no_search(page, lords, database):
    assert page not in lords.get(f"/admin/people?q={CANARY[:2]}").text
    assert deeds(database) == []


def test_the_log_says_that_somebody_looked_and_not_for_whom(page, lords, database):
    lords.get(f"/admin/people?q={CANARY}")

    assert deeds(database) == [("people_searched", "for_the_rights_of_persons")]


def test_the_page_says_what_goes_and_what_stays(page, lords):
    text = lords.get(page).text

    assert "Name, contacts and notes in 2 books" in text
    assert "2 receipts: number, dates, amounts and goods" in text


def test_the_file_holds_everything_of_every_book(page, petra, lords, database, ben):
    _text, known = parts_of(lords.fill(page, f"{page}/file", reason=REASON))

    assert {book["stringer"] for book in known["books"]} == {"Anna’s Strings", "Ben’s Strings"}
    for book in known["books"]:
        assert book["client"]["internal_notes"] == CANARY
        assert book["jobs"][0]["comments"] == f"Softer, {CANARY}"
        assert book["rackets"][0]["serial"] == CANARY
        assert book["letters"][0]["recipient"] == f"{CANARY}@example.com"
    assert deeds(database) == [("person_exported", REASON), *[("book_read", REASON)] * 2]


def test_where_it_came_from_is_told_on_the_page_and_in_the_file(page, petra, lords, anna, database):
    """Provenance: by hand, by a file, by the person; each with its day."""
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute(BROUGHT, {"mine": anna.id, "import": new_id(), "id": new_id()})

    text = lords.get(page).text
    read, known = parts_of(lords.fill(page, f"{page}/file", reason=REASON))

    for sentence in (
        "Came into the book of Anna’s Strings with the file jobs.xlsx",
        "Written down in the book of Ben’s Strings",
        "Followed an invitation and signed up",
        "Proved to own the address",
    ):
        assert sentence in text
        assert sentence in read
    told = {(source["how"], source["book"], source["file"]) for source in known["sources"]}
    assert told == {
        ("imported", "Anna’s Strings", "jobs.xlsx"),
        ("entered", "Ben’s Strings", ""),
        ("signed_up", "", ""),
        ("proved", "", ""),
    }
    assert "grantee_id" not in str(known)


def test_the_file_holds_nothing_of_others(page, lords, ben):
    with open_tenant(ben.id):
        a_client("Otto", "Oberholzer")
        db.session.commit()

    text, known = parts_of(lords.fill(page, f"{page}/file", reason=REASON))

    assert "Oberholzer" not in f"{text} {known}"


def test_erased_on_the_page(page, lords, database):
    said = lords.fill(page, f"{page}/erasure", reason=REASON)

    assert said.status_code == 303
    assert naming(database) == set()
    assert lords.get(page).status_code == 404


@pytest.mark.parametrize("deed", ["file", "erasure"])
@pytest.mark.parametrize("reason", ["", f"{CANARY} wrote"])
def test_without_a_good_reason_nothing_happens(page, lords, database, deed, reason):
    before = naming(database)

    refused = lords.fill(page, f"{page}/{deed}", reason=reason)

    assert (refused.status_code, 'aria-invalid="true"' in refused.text) == (422, True)
    assert fields(refused.text, f"{page}/{deed}")["reason"] == reason

    assert naming(database) == before
    assert deeds(database) == []
