"""Which tokens are believed: the right key and algorithm, issuer, audience and time, and no others."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rbo.auth import keys, tokens
from rbo.auth.gotrue import Away
from rbo.auth.tokens import BadToken
from rbo.platform.config import read_settings

SECRET = "a-shared-secret-of-more-than-64-bytes-as-the-longest-algorithm-wants-it"
BASE = {
    "SECRET_KEY": "x" * 40,
    "GOTRUE_URL": "https://auth.example/auth/v1",
    "GOTRUE_JWT_SECRET": SECRET,
    "GOTRUE_ISSUER": "https://auth.example/auth/v1",
}
HS256 = read_settings(BASE)
ASYMMETRIC = read_settings({**BASE, "GOTRUE_JWT_MODE": "jwks"})
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
PEM = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def public(key: Any, kid: str, algorithm: str) -> dict[str, Any]:
    kind = {"RS256": jwt.algorithms.RSAAlgorithm, "ES256": jwt.algorithms.ECAlgorithm}[algorithm]
    made = json.loads(kind.to_jwk(key.public_key()))
    return {**made, "kid": kid, "alg": algorithm, "use": "sig"}


@dataclass
class Service:
    """A gotrue that publishes keys, and counts how often it is asked."""

    published: list[dict[str, Any]]
    asked: int = 0
    is_away: bool = False

    def __call__(self) -> list[dict[str, Any]]:
        self.asked += 1
        if self.is_away:
            raise Away("no answer")
        return self.published


@pytest.fixture
def service() -> Service:
    return Service([public(RSA_KEY, "r1", "RS256"), public(EC_KEY, "e1", "ES256")])


@pytest.fixture
def ring(service: Service) -> keys.Jwks:
    return keys.Jwks(service)


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    started = time.monotonic()
    return lambda seconds: monkeypatch.setattr(keys.time, "monotonic", lambda: started + seconds)


def claims(**other: Any) -> dict[str, Any]:
    now = int(time.time())
    usual = {
        "iss": HS256.gotrue_issuer,
        "aud": "authenticated",
        "sub": "018f0000-0000-7000-8000-000000000001",
        "session_id": "018f0000-0000-7000-8000-000000000002",
        "iat": now,
        "exp": now + 600,
        "email": "anna@example.test",
        "role": "authenticated",
    }
    return {name: value for name, value in (usual | other).items() if value is not None}


def token(
    key: Any = SECRET, algorithm: str = "HS256", headers: dict[str, Any] | None = None, **other: Any
) -> str:
    return jwt.encode(claims(**other), key, algorithm=algorithm, headers=headers)


def raw(header: dict[str, Any], body: dict[str, Any], signature: bytes = b"") -> str:
    parts = (json.dumps(header).encode(), json.dumps(body).encode(), signature)
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


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
    ids=repr,
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


@pytest.mark.parametrize(
    "made",
    [
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
    ],
)
def test_a_damaged_or_foreign_token_is_not_believed(ring, made):
    with pytest.raises(BadToken):
        tokens.read(made, HS256, ring)


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


@pytest.mark.parametrize(("key", "algorithm", "kid"), [(RSA_KEY, "RS256", "r1"), (EC_KEY, "ES256", "e1")])
def test_a_published_key_is_believed(ring, key, algorithm, kid):
    assert tokens.read(token(key, algorithm, {"kid": kid}), ASYMMETRIC, ring)


@pytest.mark.parametrize(
    "made",
    [
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
    ],
)
def test_other_keys_and_algorithms_are_not_believed(ring, made):
    with pytest.raises(BadToken):
        tokens.read(made, ASYMMETRIC, ring)


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


def test_another_audience_can_be_set(ring):
    other = replace(HS256, gotrue_audience="rbo")

    assert tokens.read(token(aud="rbo"), other, ring)
    with pytest.raises(BadToken):
        tokens.read(token(), other, ring)
