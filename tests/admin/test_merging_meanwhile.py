"""Two are made one while their stringer works: what is being written moves along, or is written by nobody."""

from __future__ import annotations

from threading import Thread

import psycopg
import pytest
from sqlalchemy import select

from rbo.admin import merging
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.admin.meanwhile import beside, looker, waits
from tests.admin.test_merging import REASON, TRUST
from tests.browsers import fields
from tests.faults.kit import wait_for
from tests.make import a_client, a_racket, just_taken_in, reloaded

__all__ = ["looker", "waits"]


@pytest.fixture
def twice(anna):
    """Anna knows her twice."""
    first, second = a_client("Petra"), a_client("P.", email="other@example.com")
    found = (first.person_id, second.person_id), second.id
    db.session.commit()
    return found


@pytest.fixture
def merge(app, twice):
    """Makes them one beside the test; gives the thread, and what it fell over."""
    (survivor, other), _gone = twice

    return lambda: beside(app, lambda: merging.merge(survivor, other, REASON))


def test_a_racket_that_is_being_written_moves_along(twice, merge, waits):
    _people, gone_id = twice
    a_racket(db.session.scalars(select(ClientProfile).where(ClientProfile.id == gone_id)).one())
    merging_now, failed = merge()
    wait_for(lambda: failed or waits("%client_profiles%"))

    db.session.commit()
    merging_now.join()

    assert failed == []
    client = db.session.scalars(select(ClientProfile)).one()
    assert db.session.scalars(select(Racket.client_id)).all() == [client.id]


def test_who_writes_for_a_client_that_is_just_taken_away_is_told_to_look_again(
    twice, app, ben, annas, merge, waits, looker
):
    (_survivor, other), gone_id = twice
    page, answers = f"/clients/{gone_id}/rackets/new", []
    typed = fields(annas.get(page).text, page) | {"name": "Blade 98"}
    looker.execute(TRUST, [new_id(), other, ben.email, ben.id])

    def write():
        with app.app_context():
            answers.append(annas.post(page, data=typed))

    with psycopg.connect(looker.info.dsn, password=looker.info.password) as holder:
        holder.execute("select from person_stringer_share for update")
        merging_now, failed = merge()
        wait_for(lambda: failed or waits("UPDATE person_stringer_share%"))
        writing = Thread(target=write)
        writing.start()
        wait_for(lambda: answers or waits("INSERT INTO rackets%"))
    merging_now.join()
    writing.join()

    assert failed == []
    assert [answer.status_code for answer in answers] == [409]
    assert "a moment ago" in answers[0].text


def test_an_order_whose_page_is_open_is_saved_for_whom_it_belongs_to_now(twice, annas):
    (survivor, other), gone_id = twice
    gone = db.session.scalars(select(ClientProfile).where(ClientProfile.id == gone_id)).one()
    number = just_taken_in(gone).number
    db.session.commit()
    page = f"/orders/{number}/edit"
    typed = fields(annas.get(page).text, page) | {"comments": "Softer"}
    assert typed["client"] == str(gone_id)

    merging.merge(survivor, other, REASON)
    answer = annas.post(page, data=typed)

    assert (answer.status_code, answer.location) == (303, f"/orders/{number}")
    order = reloaded(number)
    assert order.comments == "Softer"
    assert db.session.scalars(select(Order.client_id)).one() != gone_id
