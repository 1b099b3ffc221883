"""The ring: the first key seals, every key opens. AES-256-GCM, a nonce of chance for each value."""

from __future__ import annotations

import hashlib
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rbo.platform.environment import BadSetting

KEY_BYTES, NONCE_BYTES = 32, 12
SEALED = re.compile(r"sealed:([0-9a-f]{8}):([A-Za-z0-9_-]+={0,2})")
MOST = 4


class KeyMissing(Exception):
    """A value was sealed by a key that is not in the ring, or for another column; nobody can read it."""


@dataclass(frozen=True)
class KeyRing:
    """Keys by their names, which are no secret: the beginning of a hash."""

    keys: dict[str, AESGCM]

    @property
    def newest(self) -> str:
        """The name of the key that seals."""
        return next(iter(self.keys))

    @property
    def mark(self) -> str:
        """What everything begins with that the newest key has sealed."""
        return f"sealed:{self.newest}:"

    def seal(self, text: str, purpose: str) -> str:
        """*text* as only the ring reads it, and only for the same *purpose*."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        closed = self.keys[self.newest].encrypt(nonce, text.encode(), purpose.encode())
        return self.mark + urlsafe_b64encode(nonce + closed).decode()

    def open(self, text: str, purpose: str) -> str:
        """What was sealed; a value from before there was a ring stands for itself.

        Raises:
            KeyMissing: its key is not in the ring, or it was moved here from elsewhere.
        """
        found = SEALED.fullmatch(text)
        if found is None:
            return text
        key, whole = self.keys.get(found[1]), urlsafe_b64decode(found[2])
        if key is None:
            raise KeyMissing(f"RBO_DATA_KEYS lacks the key {found[1]}; put it back behind the others.")
        try:
            return key.decrypt(whole[:NONCE_BYTES], whole[NONCE_BYTES:], purpose.encode()).decode()
        except InvalidTag:
            raise KeyMissing(f"A value of {purpose} is damaged, or was moved there.") from None


@lru_cache(maxsize=8)
def ring_of(keys: str) -> KeyRing:
    """The ring that RBO_DATA_KEYS says: the newest key first, commas between.

    Raises:
        BadSetting: there is none, or one is no key.
    """
    words = [word for word in re.split(r"[,\s]+", keys) if word]
    if not 1 <= len(words) <= MOST:
        raise BadSetting(f"RBO_DATA_KEYS must name 1 to {MOST} keys; make one with: rbo keys new")
    return KeyRing(dict(map(_key, words)))


def new_key() -> str:
    """A key, as RBO_DATA_KEYS takes it."""
    return urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode().rstrip("=")


def _key(word: str) -> tuple[str, AESGCM]:
    try:
        key = urlsafe_b64decode(word.rstrip("=") + "=" * (-len(word.rstrip("=")) % 4))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES or len(set(key)) < KEY_BYTES // 4:
        raise BadSetting("RBO_DATA_KEYS holds a word that is no key; make one with: rbo keys new")
    return hashlib.sha256(key).hexdigest()[:8], AESGCM(key)
