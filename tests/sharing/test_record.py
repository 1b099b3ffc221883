"""Who gave, ended and used a grant, and in which request; without the line there is no page."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rbo.notifications import queries as notifications
from rbo.notifications.models import Kind
from rbo.orders import service as orders
from rbo.platform.db import db
from rbo.sharing import paper, service
from rbo.sharing.models import Deed, ShareAudit
from tests.desk.statements import counted
from tests.make import a_client, a_stringer, an_order, today
from tests.sharing.grants import as_side, claim, revoke, share, share_as_client, trust

MOST_STATEMENTS = 6
DEEDS = (Deed.GRANTED, Deed.READ, Deed.REVOKED)


def record(side):
    """The record as one side reads it: deeds in their order."""
    with as_side(side, read_only=True):
        return [line.deed for line in lines()]


def lines():
    """Every line of the record that is seen from here, in the order they were written."""
    return db.session.scalars(select(ShareAudit).order_by(ShareAudit.created_at, ShareAudit.id)).all()


def test_granting_looking_and_revoking_leave_a_line_each(anna, ben, annas, bens):
    order = an_order()
    job = f"/shared/{order.id}"
    answers = [annas.fill(f"/orders/{order.number}/shares", grantee_email=ben.email), bens.get(job)]
    with as_side(ben, read_only=True):
        granted, _read = lines()
    answers.append(bens.fill(job, f"/shares/{granted.order_share_id}"))

    with as_side(ben, read_only=True):
        granted, read, _read_to_revoke, revoked = lines()
        said = [(line.deed, line.actor, line.request_id) for line in (granted, read, revoked)]
    assert said == [
        (deed, f"stringer:{who.id}", answer.headers["X-Request-ID"])
        for deed, who, answer in zip(DEEDS, (anna, ben, ben), answers, strict=True)
    ]
    assert record(anna) == record(ben)
    assert record(a_stringer("Carla")) == []


def test_every_look_leaves_a_line_for_each_grant_also_under_one_request_id(anna, ben, bens):
    """The browser may say the id, and always the same one."""
    order, other = an_order(), an_order()
    for shown in (order, other):
        share(shown, ben)
    job = f"/shared/{order.id}"
    asked = [bens.get(page).headers["X-Request-ID"] for page in ("/shared", job, job)]
    for _ in range(2):
        bens.get(job, headers={"X-Request-ID": "always-the-same"})

    with as_side(ben, read_only=True):
        looks = [line.request_id for line in lines() if line.deed is Deed.READ]
    assert looks == [asked[0], *asked, "always-the-same", "always-the-same"]


def test_a_clients_grants_are_recorded_for_the_client_and_not_for_the_source(anna, ben, bens, database):
    client = a_client()
    order = an_order(client)
    person = claim(database["superuser"], client)
    share_as_client(person, order.id, ben)
    trust(person, ben)
    bens.get("/shared")

    assert record(person) == [Deed.GRANTED, Deed.GRANTED, Deed.READ]
    assert record(anna) == []


@pytest.mark.parametrize("page", ["", "/receipt"])
def test_a_look_at_one_job_is_told_by_every_grant_that_shows_it(anna, ben, bens, database, page):
    """A client who shows one job and then everything reads of the one that somebody looked, too."""
    client = a_client()
    order = an_order(client)
    orders.mark_strung(order, on=today())
    share(order, ben)
    person = claim(database["superuser"], client)
    share_as_client(person, order.id, ben)
    trust(person, ben)
    bens.get(f"/shared/{order.id}{page}")

    assert record(ben).count(Deed.READ) == 3
    assert record(person).count(Deed.READ) == 2
    assert record(anna).count(Deed.READ) == 1


def test_what_is_not_looked_at_leaves_no_line(anna, ben, bens):
    share(an_order(), ben)
    for page in ("/", "/notifications", "/orders"):
        bens.get(page)

    assert record(ben) == [Deed.GRANTED]


@pytest.fixture
def meanwhile(god, monkeypatch):
    """Between the look and the line, every grant ends."""
    note = service.note_reads

    def end_and_note(jobs):
        god.execute("update order_shares set ended_at = now()")
        god.commit()
        note(jobs)

    monkeypatch.setattr(service, "note_reads", end_and_note)


@pytest.mark.parametrize("page", ["", "/receipt", "/receipt.pdf"])
def test_where_the_line_cannot_be_written_there_is_no_page(anna, ben, bens, meanwhile, page):
    order = an_order(a_client("Zora"))
    orders.mark_strung(order, on=today())
    share(order, ben)
    db.session.commit()
    paper.draw(str(ben.id), str(order.id))
    answer = bens.get(f"/shared/{order.id}{page}")

    assert answer.status_code == 404
    assert "Zora" not in answer.text
    assert record(ben) == [Deed.GRANTED]


def test_a_list_whose_line_cannot_be_written_is_made_anew(anna, ben, bens, meanwhile):
    share(an_order(a_client("Zora")), ben)
    answer = bens.get("/shared?client=")

    assert (answer.status_code, answer.location) == (303, "/shared?client=")
    assert "Zora" not in bens.get(answer.location).text


def test_the_inbox_asks_little_of_the_database_however_much_is_shared(anna, ben, bens):
    for _ in range(30):
        share(an_order(), ben)
    bens.get("/shared")
    with counted() as statements:
        assert bens.get("/shared").status_code == 200

    assert len(statements) <= MOST_STATEMENTS


def test_the_grantee_is_told_of_a_grant_and_of_its_end_and_nobody_of_a_refusal(
    anna, ben, bens, annas, database
):
    order = an_order()
    grant = share(order, ben)
    revoke(grant, anna)
    revoke(share(an_order(), ben), ben)
    trust(claim(database["superuser"], a_client("Nina")), ben)

    with as_side(ben, read_only=True):
        told = [(line.kind, line.label) for line in reversed(notifications.inbox())]
    business = "Anna’s Strings"
    granted, ended = Kind.SHARE_GRANTED, Kind.SHARE_REVOKED
    everything = (Kind.EVERYTHING_GRANTED, "")
    assert told == [(granted, business), (ended, business), (granted, business), everything]
    with as_side(anna, read_only=True):
        assert notifications.inbox() == []
