"""How far a job is: a word in Redis for whoever waits. It may be missing at any time; nothing needs it."""

from __future__ import annotations

import time
from contextlib import suppress
from uuid import UUID

from redis.exceptions import RedisError

from rbo.platform.config import settings
from rbo.platform.jobs.slip import Slip
from rbo.platform.redis_client import redis_at
from rbo.platform.scope import current_stringer

KEPT_S = 900
TOLD_EVERY_S = 0.5


class Progress:
    """Tells how far one attempt is, seldom enough to cost nothing."""

    def __init__(self, slip: Slip) -> None:
        self.key = _key(slip.stringer_id, slip.subject_id)
        self.due_at = 0.0

    def tell(self, done: int, of: int) -> None:
        """*done* of *of* are done."""
        now = time.monotonic()
        if now < self.due_at:
            return
        self.due_at = now + TOLD_EVERY_S
        with suppress(RedisError):
            redis_at(settings().redis_url).set(self.key, 100 * done // max(of, 1), ex=KEPT_S)


def progress_of(subject_id: UUID) -> int | None:
    """How many percent of the job about a row of the open book are done; None where nobody knows."""
    with suppress(RedisError):
        told = redis_at(settings().redis_url).get(_key(current_stringer(), subject_id))
        return None if told is None else int(told)
    return None


def _key(stringer_id: UUID | None, subject_id: UUID) -> str:
    return f"progress:{stringer_id}:{subject_id}"
