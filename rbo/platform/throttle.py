"""Limits on tries: counted in Redis, in memory at half the limit while Redis is away."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import cache
from ipaddress import ip_address, ip_network
from math import ceil
from threading import Lock
from typing import cast

from redis.exceptions import RedisError

from rbo.platform import clock
from rbo.platform.metrics.counting import count
from rbo.platform.metrics.families import SLOWED_DOWN
from rbo.platform.redis_client import redis_at

QUIET_S = 5
MOST_KEYS = 20_000
COUNT = """
local seen = redis.call('hmget', KEYS[1], 'tries', 'until')
local now, free, first, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
if tonumber(seen[2] or '0') > now then return math.ceil(tonumber(seen[2]) - now) end
local tries = tonumber(seen[1] or '0') + 1
local wait = 0
if tries >= free then wait = math.min(longest, first * 2 ^ math.min(tries - free, 30)) end
redis.call('hset', KEYS[1], 'tries', tries, 'until', wait > 0 and now + wait or 0)
redis.call('expire', KEYS[1], ARGV[5])
return 0
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rule:
    """*free* tries, then pauses that double from 1 s to *longest_s*; forgotten after *forget_s* of quiet."""

    name: str
    free: int
    longest_s: int
    forget_s: int
    per_minute: bool = False


@dataclass
class _Seen:
    tries: int
    until: float
    forget_at: float


@dataclass
class Throttle:
    """The counters of one installation."""

    redis_url: str
    _memory: dict[str, _Seen] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _quiet_until: float = 0

    def take(self, rule: Rule, key: str) -> int:
        """Count a try; 0, or the seconds to wait when it may not be made (and then it is not counted)."""
        wait_s = self._wait_s(rule, key)
        if wait_s:
            count(SLOWED_DOWN, rule=rule.name)
            log.warning("slowed down", extra={"rule": rule.name, "wait_s": wait_s})
        return wait_s

    def _wait_s(self, rule: Rule, key: str) -> int:
        now = clock.now().timestamp()
        first_s = 60 - int(now) % 60 if rule.per_minute else 1
        name = f"throttle:{rule.name}:{key}" + (f":{int(now) // 60}" if rule.per_minute else "")
        if now >= self._quiet_until:
            try:
                arguments = (now, rule.free, first_s, max(rule.longest_s, first_s), rule.forget_s)
                return int(cast("int", redis_at(self.redis_url).eval(COUNT, 1, name, *arguments)))
            except RedisError:
                self._be_quiet(now)
        return self._take_here(replace(rule, free=max(1, rule.free // 2)), name, first_s, now)

    def forgive(self, rule: Rule, key: str) -> None:
        """Forget the tries of *key*: the last one was right."""
        name = f"throttle:{rule.name}:{key}"
        with self._lock:
            self._memory.pop(name, None)
        if clock.now().timestamp() >= self._quiet_until:
            try:
                redis_at(self.redis_url).delete(name)
            except RedisError:
                self._be_quiet(clock.now().timestamp())

    def _be_quiet(self, now: float) -> None:
        self._quiet_until = now + QUIET_S
        log.warning("redis is away, tries are counted in memory at half the limit")

    def _take_here(self, rule: Rule, name: str, first_s: int, now: float) -> int:
        with self._lock:
            if len(self._memory) >= MOST_KEYS:
                self._memory = {k: seen for k, seen in self._memory.items() if seen.forget_at > now}
            seen = self._memory.get(name)
            if seen is None or seen.forget_at <= now:
                seen = self._memory[name] = _Seen(0, 0, 0)
            if seen.until > now:
                return ceil(seen.until - now)
            seen.tries += 1
            over = seen.tries - rule.free
            wait = min(max(rule.longest_s, first_s), first_s * 2 ** min(over, 30)) if over >= 0 else 0
            seen.until, seen.forget_at = (now + wait if wait else 0), now + rule.forget_s
            return 0


@cache
def throttle(redis_url: str) -> Throttle:
    """The counters kept at *redis_url*."""
    return Throttle(redis_url)


def address_range(address: str | None) -> str:
    """The neighbourhood of *address*: what one stranger commonly has (a /24 of IPv4, a /56 of IPv6)."""
    try:
        ip = ip_address(address or "")
    except ValueError:
        return "unknown"
    return str(ip_network((ip, 24 if ip.version == 4 else 56), strict=False))
