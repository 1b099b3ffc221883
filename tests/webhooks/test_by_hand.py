"""What is sent by a click has a limit, and each book its own."""

from __future__ import annotations

import pytest

from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.webhooks import queries, service
from rbo.webhooks.limits import BY_HAND, TooMuchByHand
from tests.browsers import annas

__all__ = ["annas"]
PAGE = "/settings/webhooks"
ADDRESS = "https://example.org/rbo"


def a_webhook():
    return service.add(ADDRESS, hears_orders=True, hears_receipts=True).row


def test_pings_and_repeats_without_end_are_refused_in_a_sentence(anna, annas, ben, monkeypatch):
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    webhook = a_webhook()
    (first,) = queries.deliveries_to(webhook)
    for _one_more in range(BY_HAND.free - 1):
        service.ping(webhook)
    db.session.commit()

    refused = annas.fill(f"{PAGE}/{webhook.id}", f"{PAGE}/{webhook.id}/ping")

    wait_s = 60 - now.second
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, str(wait_s))
    assert f"Too many pings and repeats. Wait {wait_s} second" in refused.text
    for deed in (lambda: service.send_again(queries.delivery(first.id)), lambda: service.resume(webhook)):
        with pytest.raises(TooMuchByHand):
            deed()
    db.session.rollback()
    assert len(queries.deliveries_to(webhook)) == BY_HAND.free
    db.session.rollback()
    with open_tenant(ben.id):
        a_webhook()
