"""The bell: tells a worker through Redis that a row is due. Losing it loses nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.queue import EnqueueData
from rq.serializers import JSONSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session

from rbo.platform.config import settings
from rbo.platform.jobs import turns
from rbo.platform.jobs.crash import crash_point
from rbo.platform.redis_client import redis_at

log = logging.getLogger(__name__)
RUN = "rbo.platform.jobs.run.run"
SILENCE_S = 5.0
ASKED = "bells"

_silent_until: dict[str, float] = {}


@dataclass(frozen=True)
class Bell:
    """One call to a worker: do this row. A second bell for one row does no harm.

    One with a *turn* is rung only while that is free.
    """

    desk: str
    queue: str
    outbox_id: UUID
    fence: int
    timeout_s: int
    turn: str = ""


def queue(name: str, connection: Redis) -> Queue:
    """The queue *name*, with ids in JSON and nothing executable in it."""
    return Queue(name, connection=connection, serializer=JSONSerializer)


def ring_after_commit(session: Session, bell: Bell) -> None:
    """Ring once the transaction of *session* has committed, and never if it does not."""
    session.info.setdefault(ASKED, []).append(bell)


def ring(bells: Iterable[Bell]) -> int:
    """Ring; gives how many were rung: none when Redis is away, and for five seconds after it was."""
    rung: list[Bell] = []
    return len(rung) if _tried(lambda connection: rung.extend(_push(connection, list(bells)))) else 0


def has_room(name: str, room: int) -> bool:
    """Whether fewer than *room* bells wait in the queue; False when Redis is away."""
    waiting: list[int] = []
    return _tried(lambda connection: waiting.append(queue(name, connection).count)) and waiting[0] < room


def _tried(deed: Callable[[Redis], None]) -> bool:
    url = settings().redis_url
    if time.monotonic() < _silent_until.get(url, 0.0):
        return False
    try:
        deed(redis_at(url))
    except RedisError as error:
        _silent_until[url] = time.monotonic() + SILENCE_S
        log.warning("Redis is away, the relay will ring later: %s", error)
        return False
    return True


def _push(connection: Redis, bells: list[Bell]) -> list[Bell]:
    given = turns.give(connection, [(bell.turn, str(bell.outbox_id)) for bell in bells if bell.turn])
    rung = [bell for bell in bells if not bell.turn or str(bell.outbox_id) in given]
    for name in {bell.queue for bell in rung}:
        queue(name, connection).enqueue_many([_job(bell) for bell in rung if bell.queue == name])
    return rung


def _job(bell: Bell) -> EnqueueData:
    return Queue.prepare_data(
        RUN,
        args=[bell.desk, str(bell.outbox_id), *([bell.turn] if bell.turn else [])],
        timeout=bell.timeout_s,
        result_ttl=0,
        failure_ttl=0,
        job_id=f"{bell.outbox_id}-{bell.fence}",
    )


@event.listens_for(Session, "before_commit")
def _before_commit(session: Session) -> None:
    if session.info.get(ASKED) and not session.in_nested_transaction():
        crash_point("before_commit")


@event.listens_for(Session, "after_commit")
def _after_commit(session: Session) -> None:
    if session.in_nested_transaction():
        return
    bells = session.info.pop(ASKED, None)
    if bells:
        crash_point("after_commit")
        ring(bells)


@event.listens_for(Session, "after_rollback")
def _after_rollback(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(ASKED, None)
