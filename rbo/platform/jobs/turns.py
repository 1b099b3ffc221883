"""Turns: of one stringer one row of a queue is rung for or at work, and who was slow then waits.

They stand in Redis beside the bells and may be lost like them: then somebody is called too early, once.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from redis import Redis

from rbo.platform.config import settings
from rbo.platform.redis_client import redis_at

HELD_S = 75  # longer than a job in turns may take; whose bell got lost is called again after that
QUICK_S = 2.0
REST = 4  # times as long as the call, so that a slow stringer has a fifth of one worker at most
RESTS = "rests"


def name(queue: str, stringer_id: UUID | None) -> str:
    """Whose turn in which queue."""
    return f"turn:{queue}:{stringer_id}"


def give(connection: Redis, asked: Sequence[tuple[str, str]]) -> set[str]:
    """Those rows of *asked*, pairs of a turn and the row that wants it, that get theirs: it was free."""
    at_once = connection.pipeline(transaction=False)
    for turn, outbox_id in asked:
        at_once.set(turn, outbox_id, nx=True, ex=HELD_S)
    return {row for (_turn, row), is_given in zip(asked, at_once.execute(), strict=True) if is_given}


def take(turn: str, outbox_id: str) -> bool:
    """Begin: False where it is another row's turn by now, or its stringer rests."""
    connection = redis_at(settings().redis_url)
    if not connection.set(turn, outbox_id, nx=True, ex=HELD_S) and not _is_of(connection, turn, outbox_id):
        return False
    connection.expire(turn, HELD_S)
    return True


def end(turn: str, outbox_id: str, took_s: float) -> bool:
    """End it; True where the next of that stringer may be called at once."""
    connection = redis_at(settings().redis_url)
    if not _is_of(connection, turn, outbox_id):
        return False
    if took_s > QUICK_S:
        connection.set(turn, RESTS, px=int(took_s * REST * 1000))
        return False
    connection.delete(turn)
    return True


def _is_of(connection: Redis, turn: str, outbox_id: str) -> bool:
    return connection.get(turn) == outbox_id.encode()
