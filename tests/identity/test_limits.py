"""Guessing is slowed down, for one account, one neighbourhood and all; nobody is locked out for good."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from rbo.identity.app import create_identity
from rbo.identity.models import Letter
from rbo.identity.store import transaction
from rbo.platform.throttle import Rule, Throttle, address_range
from tests.identity.conftest import PASSWORD, Caller

pytestmark = pytest.mark.usefixtures("stopped")
NO_REDIS = "redis://127.0.0.1:9"
RULE = Rule("test", free=4, longest_s=8, forget_s=600)


def guess(call, email, address="192.0.2.1"):
    return call.http.post(
        "/token?grant_type=password",
        json={"email": email, "password": "Wrong-horse-7-battery"},
        environ_overrides={"REMOTE_ADDR": address},
    )


@pytest.fixture(params=["redis", "without redis"])
def counters(request, redis_url):
    return Throttle(redis_url if request.param == "redis" else NO_REDIS)


def test_the_pause_doubles_up_to_the_longest(counters, later):
    free = 4 if counters.redis_url != NO_REDIS else 2
    waits: list[int] = []
    at = 0
    for _ in range(free + 5):
        assert counters.take(RULE, "me") == 0
        waits.append(counters.take(RULE, "me") if len(waits) >= free - 1 else 0)
        if len(waits) < free:
            continue
        at += waits[-1]
        later(seconds=at)

    assert waits[free - 1 :] == [1, 2, 4, 8, 8, 8]


def test_a_right_try_forgives_the_wrong_ones(counters):
    for _ in range(4):
        counters.take(RULE, "me")
    counters.forgive(RULE, "me")

    assert counters.take(RULE, "me") == 0


def test_a_refused_try_does_not_make_the_pause_longer(counters, later):
    for _ in range(50):
        counters.take(RULE, "me")
    later(seconds=2)

    assert counters.take(RULE, "me") == 0


def test_people_who_come_at_once_do_not_slow_each_other(counters, later):
    """Whoever read the clock first may be counted last."""
    later(seconds=1)
    assert counters.take(RULE, "everybody") == 0
    later(seconds=0)

    assert counters.take(RULE, "everybody") == 0


def test_one_key_does_not_slow_another(counters):
    for _ in range(50):
        counters.take(RULE, "me")

    assert counters.take(RULE, "you") == 0


def test_a_limit_by_the_minute_opens_again_with_the_next(counters, later):
    rule = replace(RULE, per_minute=True)
    taken = [counters.take(rule, "all") for _ in range(10)]
    later(seconds=61)

    assert 0 < max(taken) <= 60
    assert counters.take(rule, "all") == 0


@pytest.mark.parametrize(
    ("address", "neighbourhood"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2ff:3::4", "2001:db8:1:200::/56"),
        ("not an address", "unknown"),
        (None, "unknown"),
    ],
)
def test_neighbours_count_together(address, neighbourhood):
    assert address_range(address) == neighbourhood


@pytest.mark.parametrize("with_redis", [True, False])
@pytest.mark.parametrize("addresses", [1, 50])
def test_of_200_wrong_passwords_few_are_looked_at(settings, anna, with_redis, addresses):
    settings = settings if with_redis else replace(settings, redis_url=NO_REDIS)
    call = Caller(create_identity(settings).test_client(), settings)

    codes = Counter(guess(call, anna, f"10.0.{i % addresses}.1").status_code for i in range(200))

    assert codes[400] <= 12
    assert codes[429] >= 188


def test_a_refusal_says_when_to_come_back(call, anna):
    last = [guess(call, anna) for _ in range(6)][-1]

    assert (last.status_code, last.json["error_code"]) == (429, "over_request_rate_limit")
    assert 1 <= int(last.headers["Retry-After"]) <= 60


def test_a_stranger_cannot_keep_the_owner_out_of_the_mailed_link(call, anna, link_for):
    for i in range(200):
        guess(call, anna, f"10.0.{i % 50}.1")

    assert call.post("/otp", {"email": anna}).status_code == 200
    assert call.post("/verify", {"token_hash": link_for(anna), "type": "magiclink"}).status_code == 200


def test_the_owner_gets_in_after_at_most_a_minute(call, anna, later):
    for i in range(200):
        guess(call, anna, f"10.0.{i % 50}.1")
    later(seconds=61)

    assert call.sign_in(password=PASSWORD)


def test_unknown_addresses_are_slowed_down_alike(call, anna):
    known = [guess(call, anna, "10.1.0.1").status_code for _ in range(8)]
    unknown = [guess(call, "no@example.test", "10.2.0.1").status_code for _ in range(8)]

    assert known == unknown


def test_more_letters_than_five_are_kept_from_the_address_and_from_whoever_asked(call, anna, settings):
    answers = {call.post("/otp", {"email": anna}).data for _ in range(9)}

    with transaction(settings) as store:
        assert store.query(Letter).count() == 5
    assert len(answers) == 1


def test_one_neighbourhood_cannot_ask_for_letters_without_end(call):
    codes = [call.post("/otp", {"email": f"p{i}@example.test"}).status_code for i in range(40)]

    assert codes[:30] == [200] * 30
    assert 429 in codes[30:]
