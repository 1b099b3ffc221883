"""Who is a client gets the portal alone; who is both is the client there, the stringer elsewhere."""

from __future__ import annotations

import psycopg
import pytest

from rbo.auth.models import Login
from rbo.clients.models import ClientProfile
from rbo.orders.models import Order
from rbo.people import queries as people
from rbo.people.models import Person
from rbo.platform import roles
from rbo.platform.db import db, system_session
from rbo.platform.scope import TenantNotSet
from rbo.platform.tenancy import open_person
from rbo.stringers.models import Status, Stringer
from tests.auth.kit import values
from tests.make import a_client
from tests.portal.conftest import LENA
from tests.portal.kit import claimed, the_person
from tests.signed_in import browser_of, csrf


@pytest.mark.parametrize("page", ["/", "/orders", "/settings", "/clients", "/password", "/admin/stringers"])
def test_a_client_is_led_from_a_stringers_page_to_the_portal(lenas, page):
    answer = lenas.get(page)

    assert (answer.status_code, answer.location) == (303, "/portal")


def test_a_client_writes_nothing_on_a_stringers_page(lenas):
    token = csrf(lenas.client, "/portal/preferences")
    answer = lenas.post("/clients/new", data={"csrf_token": token, "first_name": "New"})

    assert (answer.status_code, answer.location) == (303, "/portal")


def test_who_is_no_client_is_told_so(annas):
    answer = annas.get("/portal")

    assert answer.status_code == 404
    assert "No stringer has invited this address yet." in answer.text


def test_who_is_both_is_the_client_on_the_portal_and_the_stringer_elsewhere(site, anna):
    both = claimed(site, anna.email, anna.gotrue_user_id)

    assert "/portal/preferences" in both.get("/portal").text
    assert anna.display_name in both.get("/settings").text
    person_id = the_person(anna.email).id
    with system_session() as rows:
        login = rows.query(Login).one()
        assert (login.stringer_id, login.person_id) == (anna.id, person_id)


@pytest.mark.parametrize("noun", [Stringer, ClientProfile, Order])
def test_with_a_client_in_front_stringers_rows_are_closed(site, lenas, noun):
    """L-07 for persons: nothing to narrow by, so nothing is read."""
    with open_person(the_person(LENA).id), pytest.raises(TenantNotSet):
        db.session.query(noun).all()


def test_a_client_reads_and_writes_their_own_row_alone(site, lenas, anna):
    other = a_client("Otto").person_id
    db.session.commit()
    with open_person(the_person(LENA).id):
        assert people.portrait().email == LENA
        assert db.session.get(Person, other) is None
        assert db.session.query(Person).update({"phone": "1"}, synchronize_session=False) == 1
        db.session.rollback()


def test_an_old_access_token_is_refreshed_silently(lenas, later):
    before = values(lenas.client)
    later(minutes=11)

    assert lenas.get("/portal").status_code == 200
    assert values(lenas.client)["rbo-refresh"] != before["rbo-refresh"]


def test_signing_out_ends_the_login(lenas):
    kept = values(lenas.client)
    lenas.post("/sign-out", data={"csrf_token": csrf(lenas.client, "/portal/preferences")})
    for name, value in kept.items():
        lenas.client.set_cookie(name, value)

    assert lenas.get("/portal").status_code == 303


def test_a_login_unused_for_twelve_hours_is_over(lenas, later):
    later(hours=11, minutes=59)
    assert lenas.get("/portal").status_code == 200
    later(hours=24)
    assert lenas.get("/portal").status_code == 303


def test_a_stringer_who_is_gone_for_good_may_still_be_a_client(site, anna):
    both = claimed(site, anna.email, anna.gotrue_user_id)
    with system_session() as rows:
        rows.get_one(Stringer, anna.id).status = Status.FINALIZED

    assert both.get("/portal").status_code == 200
    assert both.get("/settings").location == "/portal"


def test_a_merged_human_signs_in_as_the_survivor(site, lenas, database):
    survivor = claimed(site, "lena@home.example.com")
    _change(database, "merged_into = %s", the_person("lena@home.example.com").id)

    assert lenas.get("/portal").status_code == 303
    again = browser_of(site, LENA)
    assert again.get("/portal").status_code == 200
    assert survivor.get("/portal").status_code == 200


def test_an_erased_human_is_signed_out(lenas, database):
    _change(database, "deleted_at = now()")

    assert lenas.get("/portal").status_code == 303


def _change(database, assignment, *wanted):
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        connection.execute(f"update persons set {assignment} where email = %s", [*wanted, LENA])
