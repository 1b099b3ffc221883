"""Two rows of one human become one: every book, grant and login follows, and the log says so."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import select

from rbo.admin import merging
from rbo.admin.erasure import NamesSomebody
from rbo.admin.merging import MOVES, SamePerson
from rbo.clients import service as clients
from rbo.clients.models import ClientProfile, Racket
from rbo.orders import queries as orders
from rbo.orders.service import mark_strung
from rbo.platform.audit import NoReason
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from tests.make import a_client, an_order, receipt_numbers, today

REASON = "The same player twice"
POINTING = """
    select conrelid::regclass::text || '.' || attname from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid = 'persons'::regclass
"""
PERSON = """
insert into persons (id, display_first_name, email, email_verified_at, gotrue_user_id, created_by_kind)
    values (%(id)s, 'Petra', 'petra@example.com', now(), %(sub)s, 'person');
insert into logins (id, sub, person_id, created_at, last_seen_at)
    values (%(id)s, %(sub)s, %(id)s, now(), now());
insert into person_stringer_share (id, person_id, grantee_email, grantee_id)
    values (%(id)s, %(id)s, %(email)s, %(grantee)s)
"""
TRUST = """
insert into person_stringer_share (id, person_id, grantee_email, grantee_id)
values (%s, %s, %s, %s) returning 1
"""


def job(client, name):
    """A racket of *client* that is called *name*, strung."""
    frame = clients.NewRacket(label="Blade 98", instance_id=name)
    order = an_order(client, racket=clients.add_racket(client, frame))
    mark_strung(order, on=today())
    db.session.commit()
    return order.number


@pytest.fixture
def twice(anna, ben):
    """Anna knows her twice, with a racket B1 each."""
    first = a_client("Petra", "Muster", internal_notes="Pays late.")
    more = {"internal_notes": "Plays left.", "nickname": "Pete"}
    second = a_client("P.", "Muster", email="other@example.com", **more)
    numbers = job(first, "B1"), job(second, "b1")
    people = first.person_id, second.person_id
    db.session.rollback()
    return people, numbers


@pytest.fixture
def proven(ben, database):
    """A person who signed in, trusts Ben, and whom nobody has written down."""
    known = {"id": new_id(), "sub": new_id(), "email": ben.email, "grantee": ben.id}
    with psycopg.connect(database["superuser"]) as connection:
        for statement in PERSON.split(";"):
            connection.execute(statement, known)
    return known["id"]


def row(database, query, *values):
    with psycopg.connect(database["superuser"]) as connection:
        return connection.execute(query, values).fetchone()


def test_whatever_points_at_a_person_is_moved(database):
    """A new foreign key to persons has to be added to the list."""
    with psycopg.connect(database["superuser"]) as connection:
        pointing = {found for (found,) in connection.execute(POINTING)}

    assert pointing == set(MOVES)


def test_two_profiles_of_one_book_become_one_with_all_jobs(twice):
    (first, second), numbers = twice
    kept_numbers = receipt_numbers()
    db.session.rollback()

    merging.merge(first, second, REASON)

    client = db.session.scalars(select(ClientProfile)).one()
    assert (client.person_id, client.name, client.nickname) == (first, "Petra Muster", "Pete")
    assert client.internal_notes == "Pays late.\n\nPlays left."
    assert {orders.by_number(number).client_id for number in numbers} == {client.id}
    assert sorted(db.session.scalars(select(Racket.instance_id))) == ["B1", "b1-2"]
    assert receipt_numbers() == kept_numbers


def test_a_book_that_knows_one_of_them_changes_nothing_but_the_person(anna, ben, database):
    first = a_client("Petra").person_id
    db.session.commit()
    with open_tenant(ben.id):
        second = a_client("Pete", nickname="Ben calls her so").person_id
        number = job(db.session.scalars(select(ClientProfile)).one(), "B1")

    merging.merge(first, second, REASON)

    with open_tenant(ben.id):
        client = db.session.scalars(select(ClientProfile)).one()
        assert (client.person_id, client.entered_first_name) == (first, "Pete")
        assert orders.by_number(number).client_id == client.id


def test_sign_in_proof_and_grants_follow(twice, proven, database, ben):
    (first, _second), _numbers = twice

    merging.merge(first, proven, REASON)

    said = "select email, email_verified_at is not null, merged_into from persons where id = %s"
    assert row(database, said, first) == ("petra@example.com", True, None)
    assert row(database, said, proven)[1:] == (False, first)
    assert row(database, "select person_id from logins where person_id is not null") == (first,)
    assert row(database, "select person_id, ended_at from person_stringer_share") == (first, None)


def test_of_two_live_grants_to_one_stringer_one_is_left(twice, proven, database, ben):
    (first, _second), _numbers = twice
    row(database, TRUST, new_id(), first, ben.email.upper(), ben.id)

    merging.merge(first, proven, REASON)

    assert row(database, "select count(*), count(ended_at) from person_stringer_share") == (2, 1)


def test_a_chain_of_mergers_leads_to_the_last_survivor(anna, database):
    one, two, three = (a_client(name).person_id for name in ("One", "Two", "Three"))
    db.session.commit()

    merging.merge(two, three, REASON)
    merging.merge(one, two, REASON)

    assert row(database, "select merged_into from persons where id = %s", three) == (one,)
    assert row(database, "select merged_into from persons where id = %s", two) == (one,)
    with pytest.raises(Missing):
        merging.merge(one, three, REASON)


def test_the_log_says_who_became_whom_and_why(twice, database):
    (first, second), _numbers = twice

    merging.merge(first, second, REASON)

    said = "select deed, person_id, reason, detail from admin_audit_log"
    detail = {"other": str(second), "profiles": 1}
    assert row(database, said) == ("people_merged", first, REASON, detail)


@pytest.mark.parametrize("reason", ["", "Petra Muster is known twice"])
def test_without_a_good_reason_nothing_is_merged(twice, database, reason):
    (first, second), _numbers = twice

    with pytest.raises((NoReason, NamesSomebody)):
        merging.merge(first, second, reason)

    assert row(database, "select count(*) from persons where merged_into is not null") == (0,)


def test_nobody_is_merged_with_themselves_or_with_nobody(twice):
    (first, _second), _numbers = twice
    with pytest.raises(SamePerson):
        merging.merge(first, first, REASON)
    with pytest.raises(Missing):
        merging.merge(first, new_id(), REASON)


def test_side_by_side_on_the_page_and_merged_there(twice, lords):
    (first, second), _numbers = twice
    assert f"/merger/{second}" in lords.get(f"/admin/people/{first}?q=muster").text
    assert "Nobody else is known by that." in lords.get(f"/admin/people/{first}?q=nobody").text
    page = f"/admin/people/{first}/merger/{second}"
    assert "One person or two?" in lords.get(page).text

    said = lords.fill(page, page, reason=REASON)

    assert said.location == f"/admin/people/{first}"
    assert lords.get(f"/admin/people/{second}").status_code == 404
