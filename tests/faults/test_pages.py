"""Pages while Redis or Postgres is away: what was answered with yes has happened, once."""

from __future__ import annotations

import threading
from collections import Counter

import psycopg
import pytest

from rbo.platform.tenancy import open_tenant
from tests.browsers import Browser, fields
from tests.faults.kit import Outdoors, timed
from tests.make import a_client, a_stringer, just_taken_in
from tests.signed_in import client_of

RECEIPTS = """
    select o.number, o.strung_at is not null, r.seq, e.outbox_id from orders o
    left join receipts r on (r.stringer_id, r.id) = (o.stringer_id, o.receipt_id)
    left join receipt_emissions e on (e.stringer_id, e.receipt_id) = (r.stringer_id, r.id)
"""


class Bench:
    """A signed-in stringer with rackets to take off the machine."""

    def __init__(self, app, stringer, rackets):
        with open_tenant(stringer.id):
            client = a_client()
            self.numbers = [just_taken_in(client).number for _ in range(rackets)]
        self.browser = Browser(client_of(app, stringer))
        first = self.browser.get(f"/orders/{self.numbers[0]}").text
        self.form = fields(first, f"/orders/{self.numbers[0]}/stringing")

    def string(self, number):
        return self.browser.post(
            f"/orders/{number}/stringing", data=self.form, headers={"HX-Request": "true"}
        )


def test_redis_down_no_page_fails_and_none_is_slow(lone_redis, ground, ben, office, outdoors):
    """F-03. The five slowest of a hundred may be the machine's fault."""
    bench = Bench(ground, ben, 105)
    usual = max(timed(bench.string, number)[0] for number in bench.numbers[:5])
    lone_redis.stop()

    answers = [timed(bench.string, number) for number in bench.numbers[5:]]

    assert {answer.status_code for _, answer in answers} == {200}
    assert sorted(took for took, _ in answers)[-6] < usual + 0.5
    assert Counter(outdoors.states()) == {"queued": 105}


@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_postgres_restarted_a_page_says_so_or_succeeds_and_no_order_is_half_strung(lone_postgres, how):
    """F-14."""
    server, app = lone_postgres
    bench = Bench(app, a_stringer("Ben"), 40)
    restarting = threading.Thread(target=server.restart, args=[how])
    yes, no = set(), []

    for position, number in enumerate(bench.numbers):
        if position == 5:
            restarting.start()
        answer = bench.string(number)
        if answer.status_code == 200:
            yes.add(number)
        else:
            no.append(answer)
    restarting.join()

    assert {answer.status_code for answer in no} <= {503}
    assert all(answer.headers["Retry-After"] for answer in no)
    assert all(bench.string(number).status_code == 200 for number in bench.numbers if number not in yes)
    with psycopg.connect(server.superuser) as connection:
        found = connection.execute(RECEIPTS).fetchall()
    assert sorted(row[2] for row in found) == list(range(1, 41)), "no gap, no repeat"
    assert all(strung and outbox_id for _, strung, _, outbox_id in found)
    with Outdoors(server.superuser) as outdoors:
        assert len(outdoors.rows()) == 40
