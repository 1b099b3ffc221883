"""Whoever is shown something hears of it; nobody's inbox is flooded with it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rbo.notifications import queries as notifications
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.sharing import queries, service
from rbo.sharing.limits import GRANTS, TooManyGrants, count_grant
from tests.browsers import fields
from tests.make import an_order
from tests.sharing.grants import as_side, at_work, grants_of


@pytest.fixture(autouse=True)
def one_minute(monkeypatch):
    """The clock stands still: a new minute would bring new tries."""
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture(autouse=True)
def busy(anna):
    """Anna is at work."""
    with at_work():
        yield


def spend(times=GRANTS.free):
    for _one_more in range(times):
        count_grant()


def test_sharing_and_taking_it_back_over_and_over_comes_to_an_end(anna, ben):
    order = an_order()
    service.share([order], ben.email)
    (grant,) = queries.given(order.id)
    service.end(grant)
    spend(GRANTS.free - 2)
    service.give_again(grant)

    with pytest.raises(TooManyGrants):
        service.give_again(grant)
    with pytest.raises(TooManyGrants):
        service.share([order], ben.email)
    assert len(queries.given(order.id)) == 2


def test_many_orders_shared_at_once_are_one_and_each_book_has_its_own_number(anna, ben):
    orders = [an_order() for _nr in range(GRANTS.free + 1)]
    with as_side(ben):
        spend()

    service.share(orders, ben.email)

    assert {len(queries.given(order.id)) for order in orders} == {1}


def test_however_many_are_shared_one_line_tells_of_each_once_and_nothing_is_mailed(anna, ben):
    orders = [an_order() for _nr in range(3)]
    for _again in range(2):
        service.share(orders, ben.email)
    db.session.commit()

    assert db.session.scalars(select(Outbox.kind)).all() == []
    with as_side(ben, read_only=True):
        (line,) = notifications.inbox()
        assert (line.subject_id, line.how_many) == (orders[0].id, len(orders))


@pytest.mark.parametrize("address", ["/orders/1/shares", "/shares/new?number=1"])
def test_what_was_typed_stays_and_the_page_says_how_long_to_wait(anna, ben, annas, address):
    order = an_order()
    db.session.commit()
    spend()
    action = address if address.startswith("/orders") else "/shares"

    answer = annas.fill(address, action, grantee_email=ben.email)

    assert answer.status_code == 429
    wait_s = answer.headers["Retry-After"]
    assert 0 < int(wait_s) <= GRANTS.longest_s
    assert f"Shared too often within a minute. Wait {wait_s} second" in answer.text
    assert fields(answer.text, action)["grantee_email"] == ben.email
    assert grants_of(order) == []
