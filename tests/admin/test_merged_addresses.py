"""Who proved two addresses and was merged is one human for every stringer, by whichever of them."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from rbo.admin import erasure, merging
from rbo.clients.models import ClientProfile
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from tests.admin.test_merging import REASON, row
from tests.make import a_client
from tests.portal.kit import a_person, clients_in
from tests.sharing.forging import refusal
from tests.walls.access import Context
from tests.walls.attacks import APP
from tests.walls.seats import app_role

__all__ = ["app_role"]
FIRST, SECOND, THIRD = "petra@example.com", "pete@example.com", "p@example.com"
LINK = """
    insert into client_profiles (stringer_id, id, person_id, entered_first_name, entered_email)
    values (%(stringer)s, %(id)s, %(person)s, 'Petra', %(email)s)
"""
PUT_ASIDE = "update persons set merged_into = %s where id = %s returning 1"


@pytest.fixture
def merged(ben):
    """Who is left, and who was merged into them."""
    left, gone = a_person(FIRST), a_person(SECOND)
    merging.merge(left, gone, REASON)
    return left, gone


@pytest.fixture
def people(merged, anna, ben, database):
    """Those two and a stranger; whom Anna wrote down, and whom Ben did and has no client of."""
    left, gone = merged
    found = {"left": left, "gone": gone, "other": a_person(THIRD), "annas": written_down("a@example.com")}
    with open_tenant(ben.id):
        found |= {"own": written_down(""), "put aside": written_down("")}
        db.session.execute(delete(ClientProfile))
        db.session.commit()
    row(database, PUT_ASIDE, left, found["put aside"])
    return found


def written_down(email):
    client = a_client("Petra", email=email)
    db.session.commit()
    return client.person_id


@pytest.mark.parametrize("email", [FIRST, SECOND, "PETE@example.com"])
def test_either_address_leads_to_who_is_left(merged, bens, ben, email):
    assert bens.fill("/clients/new", first_name="Petra", email=email).status_code == 303

    assert [client.person_id for client in clients_in(ben)] == [merged[0]]


def test_so_does_that_of_somebody_merged_twice(anna):
    one, two, three = map(a_person, (FIRST, SECOND, THIRD))
    merging.merge(two, three, REASON)
    merging.merge(one, two, REASON)

    assert written_down(THIRD) == one


def test_who_is_in_the_book_by_one_address_gets_a_second_entry_by_the_other(merged, anna):
    assert written_down(FIRST) == merged[0]
    assert written_down(SECOND) not in merged


def test_the_answer_is_the_same_for_the_second_address_as_for_one_nobody_has(merged, bens):
    pages = []
    for email in (SECOND, "nobody@example.com"):
        made = bens.fill("/clients/new", first_name="Petra", email=email)
        page = bens.get(made.location).text.replace(email, "EMAIL")
        page = page.replace(made.location.rsplit("/", 1)[1], "ID")
        pages.append((made.status_code, [line for line in page.splitlines() if "csrf" not in line]))

    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("whom", "email", "refused"),
    [
        ("left", FIRST, None),
        ("left", SECOND, None),
        ("left", THIRD, "42501"),
        ("left", "nobody@example.com", "42501"),
        ("left", "", "42501"),
        ("gone", SECOND, "42501"),
        ("gone", FIRST, "42501"),
        ("other", SECOND, "42501"),
        ("other", THIRD, None),
        ("annas", SECOND, "42501"),
        ("own", THIRD, None),
        ("put aside", SECOND, "42501"),
    ],
)
def test_past_all_pages_nobody_is_linked_but_the_owner_of_the_address(
    people, ben, app_role, whom, email, refused
):
    line = {"stringer": ben.id, "id": new_id(), "person": people[whom], "email": email}

    assert refusal(app_role, Context(APP, stringer=ben.id), LINK, **line) == refused


@pytest.mark.parametrize("email", [FIRST, SECOND])
def test_who_is_erased_is_found_by_neither(merged, anna, email):
    erasure.erase(merged[0], "By their own wish")

    assert written_down(email) not in merged
