"""Archiving a client instead of deleting: out of the way, found again, brought back."""

from __future__ import annotations

import pytest

from rbo.clients import queries
from rbo.platform.db import db
from tests.make import a_client, an_order


@pytest.fixture
def lena(anna):
    """A client with nothing on the bench, and the address of their archive."""
    client = a_client("Lena", "Muster")
    db.session.commit()
    return client, f"/clients/{client.id}"


def test_one_button_archives_and_undo_brings_back(lena, annas):
    client, address = lena
    annas.fill(address, f"{address}/archive")
    page = annas.get(address).text
    away = queries.find("muster")

    undone = annas.fill(address, f"{address}/archive")

    assert "Lena Muster is archived." in page
    assert "Undo" in page
    assert away == []
    assert undone.status_code == 303
    assert "Lena Muster is back in your lists." in annas.get(address).text
    assert [found.id for found in queries.find("muster")] == [client.id]


def test_who_is_archived_has_a_page_that_says_so(lena, annas):
    client, address = lena
    annas.fill(address, f"{address}/archive")
    annas.get(address)

    page = annas.get(address).text

    assert "Archived since" in page
    assert "Bring back" in page
    assert f"/orders/new?client={client.id}" not in page


def test_open_jobs_are_said_before_and_after(lena, annas):
    client, address = lena
    an_order(client)
    db.session.commit()

    before = annas.get(address).text
    annas.fill(address, f"{address}/archive")

    assert "1 stringjob is still to be strung." in before
    assert "is archived. 1 stringjob is still to be strung." in annas.get(address).text


def test_archiving_twice_is_no_error_and_keeps_the_first_day(lena, annas):
    client, address = lena
    form = {"csrf_token": _token(annas, address)}
    annas.post(f"{address}/archive", data=form)
    since = queries.by_id(client.id).archived_at

    answer = annas.post(f"{address}/archive", data=form)

    db.session.expire_all()
    assert answer.status_code == 303
    assert queries.by_id(client.id).archived_at == since


def test_the_archive_of_others_is_not_there(lena, bens):
    _client, address = lena

    answer = bens.post(f"{address}/archive", data={"csrf_token": _token(bens, "/clients/new")})

    assert answer.status_code == 404


def _token(browser, page):
    from tests.browsers import Forms

    return next(values["csrf_token"] for _to, values in Forms(browser.get(page).text).found if values)
