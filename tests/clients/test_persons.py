"""A client is a stringer's own view of a person; nothing tells whether the person was known before."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from rbo.clients import queries, service
from rbo.clients.service import NewClient
from rbo.people import queries as people
from rbo.people.models import CreatedBy, Person
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from tests.make import a_client

LENA = "lena@example.com"


@pytest.fixture
def proven(database, ground):
    """A person who has proved to own an address, written as the superuser: no room makes one yet."""
    import psycopg

    person_id = new_id()
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        connection.execute(
            "insert into persons (id, email, email_verified_at, created_by_kind) values (%s, %s, %s, %s)",
            [person_id, LENA, datetime.now(UTC), CreatedBy.PERSON],
        )
    return person_id


def in_the_book_of(stringer, email=LENA):
    """The person behind a client that *stringer* adds."""
    with open_tenant(stringer.id):
        client = a_client(email=email)
        db.session.commit()
        return client.person_id


def test_an_equal_verified_email_links_to_the_person(proven, anna):
    assert a_client(email="LENA@example.com").person_id == proven


@pytest.mark.parametrize(
    "email", ["", "lena@example.org", "lena@example.com.invalid", "%@example.com", "ena@example.com"]
)
def test_nothing_but_equality_links(proven, anna, email):
    assert a_client(email=email).person_id != proven


def test_an_unverified_email_may_be_known_to_two_stringers(anna, ben):
    hers = a_client(email=LENA).person_id
    db.session.commit()
    db.session.remove()

    assert in_the_book_of(ben) != hers


def test_a_verified_person_may_be_in_two_books(proven, anna, ben):
    a_client(email=LENA)
    db.session.commit()

    assert in_the_book_of(ben) == proven


def test_the_same_address_twice_is_a_second_client_and_never_a_refusal(proven, anna):
    first, second = a_client("Lena", email=LENA), a_client("Tim", email=LENA)
    db.session.commit()

    assert first.person_id == proven
    assert second.person_id != proven
    assert [client.name for client in queries.find("example.com")] == ["Lena Muster", "Tim Muster"]


def test_a_client_shows_what_was_entered_and_nothing_of_the_person(proven, anna):
    client = a_client("Leni", "Mustermann", email=LENA)
    db.session.commit()

    assert (client.name, client.entered_phone) == ("Leni Mustermann", "")
    assert people.visible(proven) is None


def test_a_stringer_reads_only_the_persons_entered_by_themselves(anna, ben):
    hers = a_client(email=LENA).person_id
    db.session.commit()
    db.session.remove()

    with open_tenant(ben.id):
        a_client(email=LENA)
        assert people.visible(hers) is None
        assert hers not in db.session.scalars(select(Person.id)).all()


def test_changing_an_address_never_changes_the_person(proven, anna):
    client = a_client(email="old@example.com")
    db.session.commit()
    before = client.person_id

    service.change_client(client, NewClient(first_name="Lena", email=LENA), client.version)
    db.session.commit()

    assert client.person_id == before != proven


def test_another_books_client_is_not_there(anna, ben):
    client_id = a_client().id
    db.session.commit()
    db.session.remove()

    with open_tenant(ben.id), pytest.raises(Missing):
        queries.by_id(client_id)


def test_the_answer_is_the_same_for_a_known_person_and_an_unknown_one(proven, anna, annas):
    known = annas.fill("/clients/new", first_name="Lena", email=LENA)
    known_page = annas.get(known.location).text
    unknown = annas.fill("/clients/new", first_name="Lena", email="nobody@example.com")
    unknown_page = annas.get(unknown.location).text

    assert known.status_code == unknown.status_code == 303
    assert shape(known_page, LENA, known) == shape(unknown_page, "nobody@example.com", unknown)


def shape(page, email, answer):
    """The page without what differs by nature: the address typed, the id, the form's token."""
    client_id = answer.location.rsplit("/", 1)[1]
    same = page.replace(email, "EMAIL").replace(client_id, "ID")
    return [line for line in same.splitlines() if "csrf" not in line]
