"""Public tokens: each names its stringer inside the signature, so that nothing is sought in every book."""

from __future__ import annotations

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from itsdangerous import BadSignature, TimestampSigner

from rbo.platform import clock
from rbo.platform.config import settings

ID_BYTES, SECRET_BYTES = 16, 32
EVER = timedelta(days=36_500)


@dataclass(frozen=True)
class Seal:
    """Whose book a token is for, and the hash that its row keeps."""

    stringer_id: UUID
    fingerprint: str


class _Signer(TimestampSigner):
    """Signs by the product's clock."""

    def get_timestamp(self) -> int:
        """Now, in seconds since 1970."""
        return int(clock.now().timestamp())


def seal(purpose: str, stringer_id: UUID, secret: bytes) -> str:
    """The token of *secret* for one *purpose*; it fits into an address."""
    signed = _signer(purpose).sign(urlsafe_b64encode(stringer_id.bytes + secret))
    return signed.decode()


def unsealed(purpose: str, token: str, good_for: timedelta = EVER) -> Seal | None:
    """What *token* says; None when it is not ours, of another purpose or too old."""
    try:
        signed = _signer(purpose).unsign(token, max_age=int(good_for.total_seconds()))
        content = urlsafe_b64decode(signed)
    except (BadSignature, binascii.Error):
        return None
    return Seal(UUID(bytes=content[:ID_BYTES]), fingerprint(content[ID_BYTES:]))


def fingerprint(secret: bytes) -> str:
    """What is kept of a secret."""
    return sha256(secret).hexdigest()


def secret_of(purpose: str, row_id: UUID) -> bytes:
    """The secret of one row: another try at the same letter carries the same link."""
    return hmac.digest(settings().secret_key.encode(), f"{purpose}:{row_id}".encode(), sha256)


def _signer(purpose: str) -> _Signer:
    return _Signer(settings().secret_key, salt=f"rbo.{purpose}", digest_method=sha256)
