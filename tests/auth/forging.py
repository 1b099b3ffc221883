"""Tokens, right and wrong, and a gotrue that publishes keys."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from rbo.auth.gotrue import Away
from rbo.platform.config import read_settings
from rbo.platform.keys.ring import new_key

SECRET = "a-shared-secret-of-more-than-64-bytes-as-the-longest-algorithm-wants-it"
BASE = {
    "SECRET_KEY": "x" * 40,
    "RBO_DATA_KEYS": new_key(),
    "GOTRUE_URL": "https://auth.example/auth/v1",
    "GOTRUE_JWT_SECRET": SECRET,
    "GOTRUE_ISSUER": "https://auth.example/auth/v1",
}
HS256 = read_settings(BASE)
EMBEDDED = read_settings({name: said for name, said in BASE.items() if name != "GOTRUE_URL"})
ASYMMETRIC = read_settings({**BASE, "GOTRUE_JWT_MODE": "jwks"})
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
PEM = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def public(key: Any, kid: str, algorithm: str) -> dict[str, Any]:
    made = json.loads(jwt.get_algorithm_by_name(algorithm).to_jwk(key.public_key()))
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
