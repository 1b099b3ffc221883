"""The client of Redis: for bells, limits on tries, copies of receipts, and the question of health."""

from __future__ import annotations

from functools import lru_cache

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry


@lru_cache(maxsize=4)
def redis_at(url: str) -> Redis:
    """A client that gives up at once instead of keeping a person waiting; threads may share it."""
    return Redis.from_url(
        url, socket_connect_timeout=0.25, socket_timeout=0.5, retry=Retry(NoBackoff(), 0), protocol=2
    )
