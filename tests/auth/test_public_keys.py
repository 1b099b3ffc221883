"""A gotrue that signs with its own keys: only what it publishes is believed, each key with one algorithm."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable

import pytest

from rbo.auth import keys, tokens
from rbo.auth.tokens import BadToken
from tests.auth.forging import (
    ASYMMETRIC,
    EC_KEY,
    OTHER_RSA,
    PEM,
    RSA_KEY,
    SECRET,
    Service,
    claims,
    public,
    raw,
    token,
)


@pytest.fixture
def service() -> Service:
    return Service([public(RSA_KEY, "r1", "RS256"), public(EC_KEY, "e1", "ES256")])


@pytest.fixture
def ring(service: Service) -> keys.Jwks:
    return keys.Jwks(service)


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    started = time.monotonic()
    return lambda seconds: monkeypatch.setattr(time, "monotonic", lambda: started + seconds)


@pytest.mark.parametrize(("key", "algorithm", "kid"), [(RSA_KEY, "RS256", "r1"), (EC_KEY, "ES256", "e1")])
def test_a_published_key_is_believed(ring, key, algorithm, kid):
    assert tokens.read(token(key, algorithm, {"kid": kid}), ASYMMETRIC, ring)


FORGED = [
    token(SECRET),
    token(SECRET, headers={"kid": "r1"}),
    token(RSA_KEY, "RS256"),
    token(RSA_KEY, "RS256", {"kid": "R1"}),
    token(RSA_KEY, "RS256", {"kid": "../r1"}),
    token(RSA_KEY, "RS256", {"kid": "e1"}),
    token(RSA_KEY, "RS512", {"kid": "r1"}),
    token(RSA_KEY, "PS256", {"kid": "r1"}),
    token(OTHER_RSA, "RS256", {"kid": "r1"}),
    token(OTHER_RSA, "RS256", {"kid": "r1", "jwk": public(OTHER_RSA, "r1", "RS256")}),
    token(OTHER_RSA, "RS256", {"kid": "r1", "jku": "https://evil.example/keys"}),
    token(EC_KEY, "ES256", {"kid": "r1"}),
    raw({"alg": "none", "typ": "JWT", "kid": "r1"}, claims()),
]


@pytest.mark.parametrize("number", range(len(FORGED)))
def test_other_keys_and_algorithms_are_not_believed(ring, number):
    with pytest.raises(BadToken):
        tokens.read(FORGED[number], ASYMMETRIC, ring)


def test_a_public_key_is_no_shared_secret(ring):
    """The classic confusion: HS256 signed with the published RSA key."""
    head = raw({"alg": "HS256", "typ": "JWT", "kid": "r1"}, claims()).rpartition(".")[0]
    signature = hmac.new(PEM, head.encode(), hashlib.sha256).digest()
    forged = f"{head}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"

    with pytest.raises(BadToken):
        tokens.read(forged, ASYMMETRIC, ring)


def test_a_thousand_unknown_names_ask_the_service_once(ring, service):
    for number in range(1000):
        assert ring.find(f"k{number}") is None

    assert service.asked == 1


def test_a_new_key_is_found_after_half_a_minute_and_the_old_one_goes(ring, service, pass_time):
    old = token(RSA_KEY, "RS256", {"kid": "r1"})
    tokens.read(old, ASYMMETRIC, ring)
    service.published = [public(OTHER_RSA, "r2", "RS256")]
    pass_time(31)

    assert tokens.read(token(OTHER_RSA, "RS256", {"kid": "r2"}), ASYMMETRIC, ring)
    with pytest.raises(BadToken):
        tokens.read(old, ASYMMETRIC, ring)


def test_while_both_keys_are_published_both_are_believed(ring, service, pass_time):
    old = token(RSA_KEY, "RS256", {"kid": "r1"})
    tokens.read(old, ASYMMETRIC, ring)
    service.published.append(public(OTHER_RSA, "r2", "RS256"))
    pass_time(31)

    assert tokens.read(token(OTHER_RSA, "RS256", {"kid": "r2"}), ASYMMETRIC, ring)
    assert tokens.read(old, ASYMMETRIC, ring)


def test_a_retired_key_is_refused_within_ten_minutes(ring, service, pass_time):
    old = token(RSA_KEY, "RS256", {"kid": "r1"})
    tokens.read(old, ASYMMETRIC, ring)
    service.published = []
    pass_time(601)

    with pytest.raises(BadToken):
        tokens.read(old, ASYMMETRIC, ring)


def test_while_the_service_is_away_known_keys_hold_and_unknown_ones_do_not(ring, service, pass_time):
    known = token(RSA_KEY, "RS256", {"kid": "r1"})
    tokens.read(known, ASYMMETRIC, ring)
    service.is_away = True
    pass_time(700)

    assert tokens.read(known, ASYMMETRIC, ring)
    assert ring.find("r9") is None


def test_keys_of_other_kinds_are_left_out(service):
    service.published = [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "o1", "alg": "HS256"},
        {**public(RSA_KEY, "r2", "RS256"), "alg": "HS256"},
        {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"},
        {"kty": "RSA"},
    ]

    assert [keys.Jwks(service).find(kid) for kid in ("o1", "r2", "broken", "")] == [None] * 4
