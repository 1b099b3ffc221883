"""Tokens without meaning: 256 random bits for the bearer, a hash for us."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """A fresh token."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> bytes:
    """What is kept of *token*."""
    return hashlib.sha256(token.encode()).digest()


def child_of(token: str, key: str) -> str:
    """The one token that follows *token*: whoever refreshes twice gets the same, and none is stored."""
    raw = hmac.new(key.encode(), b"refresh\0" + token.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def answers(challenge: str, verifier: str) -> bool:
    """Whether *verifier* is the secret behind the PKCE *challenge* (RFC 7636; `s256` is prefixed)."""
    method, _, value = challenge.partition(":")
    if method == "s256":
        raw = hashlib.sha256(verifier.encode()).digest()
        verifier = base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
    return hmac.compare_digest(value.encode(), verifier.encode())
