"""A book has five webhooks at most, also when several are added at once."""

from __future__ import annotations

import pytest

from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.webhooks import queries, service
from tests.admin.meanwhile import beside, looker, waits
from tests.faults.kit import wait_for

__all__ = ["looker", "waits"]


def add_one():
    service.add("https://example.org/rbo", hears_orders=True, hears_receipts=True)


def test_a_sixth_is_refused(anna, redis_url):
    for _nr in range(service.MOST):
        add_one()

    with pytest.raises(service.TooManyWebhooks):
        add_one()


def test_of_two_who_add_the_last_one_at_once_one_is_refused(anna, app, waits, redis_url):
    for _nr in range(service.MOST - 1):
        add_one()
    db.session.commit()

    def one_more():
        with open_tenant(anna.id):
            add_one()
            db.session.commit()

    add_one()
    adding, failed = beside(app, one_more)
    wait_for(lambda: waits("%stringers%") or not adding.is_alive())
    db.session.commit()
    adding.join()

    assert [type(refusal) for refusal in failed] == [service.TooManyWebhooks]
    assert len(queries.webhooks()) == service.MOST
