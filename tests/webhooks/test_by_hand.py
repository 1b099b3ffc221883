"""What is sent by a click has a limit, and each book its own."""

from __future__ import annotations

import pytest

from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.webhooks import queries, service
from rbo.webhooks.limits import BY_HAND, TooMuchByHand
from tests.browsers import annas
from tests.faults.kit import outdoors

__all__ = ["annas", "outdoors"]
PAGE = "/settings/webhooks"
ADDRESS = "https://example.org/rbo"
TAKEN = """
    update outbox set state = 'inflight', lease_owner = 'a worker', lease_until = now() + interval '1 min'
    where id = %s
"""
FAILED = """
    update outbox set state = 'awaiting_retry', lease_owner = null, lease_until = null, next_at = now()
    where id = %s
"""


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


def test_what_a_worker_took_meanwhile_is_not_sent_by_hand_as_well(anna, outdoors):
    (first,) = queries.deliveries_to(a_webhook())
    db.session.commit()
    for turn in (TAKEN, FAILED):
        outdoors.connection.execute(turn, [first.outbox_id])
    shown = queries.delivery(first.id)
    outdoors.connection.execute(TAKEN, [first.outbox_id])

    service.send_again(shown)
    db.session.commit()

    (row,) = outdoors.rows("where kind = 'webhooks.deliver'")
    assert (row["state"], row["lease_owner"]) == ("inflight", "a worker")
