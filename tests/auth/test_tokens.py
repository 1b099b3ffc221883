"""Which tokens are believed: the right key and algorithm, issuer, audience and time, and no others."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from rbo.auth import keys, tokens
from rbo.auth.tokens import BadToken
from tests.auth.forging import EMBEDDED, HS256, RSA_KEY, SECRET, Service, claims, public, raw, token


@pytest.fixture
def ring() -> keys.Jwks:
    return keys.Jwks(Service([public(RSA_KEY, "r1", "RS256")]))


def test_a_right_token_is_believed(ring):
    found = tokens.read(token(), HS256, ring)

    assert str(found.sub) == claims()["sub"]
    assert str(found.login_id) == claims()["session_id"]


@pytest.mark.parametrize(
    "other",
    [
        {"iss": "https://evil.example/auth/v1"},
        {"iss": None},
        {"aud": "anon"},
        {"aud": None},
        {"aud": []},
        {"sub": None},
        {"sub": "42"},
        {"sub": ["018f0000-0000-7000-8000-000000000001"]},
        {"session_id": None},
        {"session_id": "1"},
        {"exp": None},
        {"exp": int(time.time()) - 3600},
        {"exp": str(int(time.time()) + 600)},
        {"exp": 1e30},
        {"exp": True},
        {"iat": None},
        {"iat": int(time.time()) + 3600},
        {"iat": "now"},
        {"nbf": int(time.time()) + 3600},
        {"nbf": "now"},
        {"user_metadata": {"x": "y" * 4000}},
    ],
)
def test_wrong_claims_are_not_believed(ring, other):
    try:
        made = token(**other)
    except TypeError:
        made = raw({"alg": "HS256", "typ": "JWT"}, claims(**other))

    with pytest.raises(BadToken):
        tokens.read(made, HS256, ring)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "", "HS512", "RS256"])
def test_an_unsigned_token_is_not_believed(ring, algorithm):
    with pytest.raises(BadToken):
        tokens.read(raw({"alg": algorithm, "typ": "JWT"}, claims()), HS256, ring)


DAMAGED = [
    token("another-secret-of-more-than-32-bytes-in-all"),
    token(SECRET, "HS512"),
    token(headers={"typ": "at+jwt"}),
    token(headers={"crit": ["b64"], "b64": False}),
    token() + "x",
    token() + ".x",
    token()[:-2],
    token().rpartition(".")[0] + ".",
    "",
    "....",
    "a.b.c",
    "\0",
]


@pytest.mark.parametrize("number", range(len(DAMAGED)))
def test_a_damaged_or_foreign_token_is_not_believed(ring, number):
    with pytest.raises(BadToken):
        tokens.read(DAMAGED[number], HS256, ring)


def test_a_shared_secret_mode_believes_no_asymmetric_key(ring):
    with pytest.raises(BadToken):
        tokens.read(token(RSA_KEY, "RS256", {"kid": "r1"}), HS256, ring)


@pytest.mark.parametrize(("seconds", "is_believed"), [(25, True), (35, False)])
def test_clocks_may_differ_by_half_a_minute(ring, seconds, is_believed):
    now = int(time.time())
    for other in ({"exp": now - seconds}, {"iat": now + seconds}, {"nbf": now + seconds}):
        if is_believed:
            tokens.read(token(**other), HS256, ring)
        else:
            with pytest.raises(BadToken):
                tokens.read(token(**other), HS256, ring)


def test_a_token_is_believed_for_ten_minutes_whatever_gotrue_says(ring):
    now = int(time.time())

    assert tokens.read(token(exp=now + 3600), HS256, ring).expires_at == now + 600
    assert tokens.read(token(iat=now - 620, exp=now + 3600), HS256, ring).is_ending
    with pytest.raises(BadToken):
        tokens.read(token(iat=now - 635, exp=now + 3600), HS256, ring)


def test_the_embedded_service_names_its_tokens_and_gives_them_ten_minutes(ring):
    """S-19; a real gotrue gives no `jti`."""
    name, now = "018f0000-0000-7000-8000-000000000003", int(time.time())

    assert tokens.read(token(jti=name), EMBEDDED, ring)
    for other in ({}, {"jti": "7"}, {"jti": [name]}, {"jti": name, "exp": now + 700}):
        with pytest.raises(BadToken):
            tokens.read(token(**other), EMBEDDED, ring)


def test_another_audience_can_be_set(ring):
    other = replace(HS256, gotrue_audience="rbo")

    assert tokens.read(token(aud="rbo"), other, ring)
    with pytest.raises(BadToken):
        tokens.read(token(), other, ring)
