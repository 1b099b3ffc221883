"""The logo from before the last change, kept for a moment in which people see that they erred."""

from __future__ import annotations

from contextlib import suppress

from flask_babel import gettext as _
from redis.exceptions import RedisError

from rbo.platform.config import settings
from rbo.platform.errors import Conflict
from rbo.platform.redis_client import redis_at
from rbo.platform.scope import current_stringer

KEPT_S = 15 * 60


class Forgotten(Conflict):
    """It was too long ago."""


def keep(picture: bytes | None) -> bool:
    """Keep *picture*, or that there was none; False where it cannot be kept now."""
    with suppress(RedisError):
        return bool(redis_at(settings().redis_url).set(_key(), picture or b"", ex=KEPT_S))
    return False


def is_kept() -> bool:
    """Whether the one from before is known."""
    with suppress(RedisError):
        return bool(redis_at(settings().redis_url).exists(_key()))
    return False


def kept() -> bytes | None:
    """What was there before; None where there was none.

    Raises:
        Forgotten: it was too long ago.
    """
    with suppress(RedisError):
        found = redis_at(settings().redis_url).get(_key())
        if isinstance(found, bytes):
            return found or None
    raise Forgotten(_("The logo from before is not kept any more. Choose the picture again."))


def _key() -> str:
    return f"logo:{current_stringer()}"
