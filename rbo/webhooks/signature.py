"""The signature of Standard Webhooks 1.0 (https://www.standardwebhooks.com), symmetric."""

from __future__ import annotations

import hmac
import secrets
from base64 import b64decode, b64encode
from hashlib import sha256
from uuid import UUID

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """A secret as both sides write it down."""
    return PREFIX + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def message_id(delivery_id: UUID) -> str:
    """The name of a piece of news, the same with every try."""
    return f"msg_{delivery_id.hex}"


def headers(secret: str, name: str, seconds: int, body: bytes) -> dict[str, str]:
    """What goes along with *body* at this second since 1970."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = hmac.digest(key, f"{name}.{seconds}.".encode() + body, sha256)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(seconds),
        "webhook-signature": f"v1,{b64encode(signed).decode()}",
    }
