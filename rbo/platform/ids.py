"""Ids: UUIDs of version 7, which sort by the time they were made (RFC 9562, method 3 of 6.2)."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

NS_IN_MS = 1_000_000


def new_id() -> UUID:
    """A fresh UUIDv7; of two made one after the other in a process the second is the larger."""
    millis, rest = divmod(time.time_ns(), NS_IN_MS)
    fraction = (rest << 12) // NS_IN_MS  # steps of a quarter of a microsecond
    return UUID(int=millis << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | secrets.randbits(62))
