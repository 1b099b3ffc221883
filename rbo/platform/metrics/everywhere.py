"""Counts of the whole installation, in Redis: a work horse lives for one job and has nobody to ask it.

Losing them loses a count, so nothing waits for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import cast

from redis import Redis
from redis.exceptions import RedisError

from rbo.platform.config import settings
from rbo.platform.metrics.families import Family
from rbo.platform.redis_client import redis_at

KEY = "metrics"


def add(family: Family, value: float, labels: Mapping[str, str]) -> None:
    """Add *value* to one series, as far as Redis is there."""
    with suppress(RedisError), redis_at(settings().redis_url).pipeline(transaction=False) as steps:
        if not family.buckets:
            steps.hincrbyfloat(KEY, family.series(**labels), value)
        else:
            steps.hincrbyfloat(KEY, family.series("_sum", **labels), value)
            steps.hincrby(KEY, family.series("_count", **labels))
            for bound in _reached(family, value):
                steps.hincrby(KEY, family.series("_bucket", **labels, le=bound))
        steps.execute()


def _reached(family: Family, value: float) -> list[str]:
    return [str(bound) for bound in family.buckets if value <= bound] + ["+Inf"]


def counted(redis: Redis) -> dict[str, float]:
    """Each series and its count.

    Raises:
        RedisError: Redis is away.
    """
    found = cast("dict[bytes, bytes]", redis.hgetall(KEY))
    return {series.decode(): float(value) for series, value in found.items()}
