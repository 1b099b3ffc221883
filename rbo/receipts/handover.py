"""A receipt as a PDF to look at: a worker draws and keeps it, a page fetches it. Losing one loses nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from flask_babel import force_locale
from redis import Redis
from redis.exceptions import RedisError

from rbo.platform.config import settings
from rbo.platform.errors import Missing
from rbo.platform.jobs import bell
from rbo.platform.redis_client import redis_at
from rbo.receipts import pdf
from rbo.receipts.draft import Draft
from rbo.receipts.letter import file_name

KEPT_S = 15 * 60
WAIT_S, LOOK_EVERY_S = 3.0, 0.03
ASKED_S, BROKEN_S, TIMEOUT_S = 20, 60, 60


class NoPaper(Exception):
    """There is no PDF to be had now: Redis is away, or drawing fails."""


@dataclass(frozen=True)
class Copy:
    """A receipt as *viewer* may see it now."""

    viewer: UUID
    draft: Draft
    number: str
    locale: str

    @property
    def file_name(self) -> str:
        """What its PDF is called, in its own language."""
        with force_locale(self.locale):
            return file_name(self.draft, self.number)

    @property
    def key(self) -> str:
        """Where its PDF is kept: another viewer, or one other value, is another place."""
        values = {"draft": self.draft.to_json(), "number": self.number, "locale": self.locale}
        return f"pdf:{self.viewer}:{sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()}"


@dataclass(frozen=True)
class Deed:
    """The function a worker is asked to run, by its name; it takes ids and calls `keep`."""

    name: str
    ids: tuple[str, ...]


def fetch(copy: Copy, deed: Deed) -> bytes | None:
    """The PDF of *copy*, at most three seconds later; None when it takes longer.

    Raises:
        NoPaper: it cannot be drawn now.
    """
    connection = redis_at(settings().redis_url)
    try:
        return _waited_for(connection, copy.key, deed)
    except RedisError as error:
        raise NoPaper from error


def keep(look: Callable[[], Copy]) -> None:
    """Draw what *look* finds, which checks the right, and keep it for a quarter of an hour; in the worker.

    It looks again afterwards: what changed meanwhile, or whom it names was erased, is not kept.
    """
    copy, connection = look(), redis_at(settings().redis_url)
    try:
        drawn = pdf.counted(copy.draft, copy.number, copy.locale)
    except Exception:
        connection.set(f"{copy.key}:broken", 1, ex=BROKEN_S)
        raise
    connection.set(copy.key, drawn, ex=ASKED_S)  # should this worker end here, it is soon gone
    if _is_still(copy, look):
        connection.expire(copy.key, KEPT_S)
    else:
        connection.delete(copy.key)


def _is_still(copy: Copy, look: Callable[[], Copy]) -> bool:
    with suppress(Missing):
        return look().key == copy.key
    return False


def forget_all() -> None:
    """Drop every PDF that is kept, since one may name somebody who is erased; the next look draws anew."""
    connection = redis_at(settings().redis_url)
    with suppress(RedisError):  # they go by themselves within a quarter of an hour
        for key in connection.scan_iter("pdf:*", count=1000):
            connection.delete(key)


def printed(copy: Copy) -> tuple[str, bytes]:
    """The file name of *copy* and its PDF, drawn here and kept nowhere; in the worker."""
    return copy.file_name, pdf.draw(copy.draft, copy.number, copy.locale)


def _waited_for(connection: Redis, key: str, deed: Deed) -> bytes | None:
    until = time.monotonic() + WAIT_S
    while (found := _found(connection, key)) is None and time.monotonic() < until:
        if connection.set(f"{key}:asked", 1, nx=True, ex=ASKED_S):
            _ask(connection, deed)
        time.sleep(LOOK_EVERY_S)
    return found


def _found(connection: Redis, key: str) -> bytes | None:
    drawn: list[bytes | None] = connection.mget(key, f"{key}:broken")  # type: ignore[assignment]
    if drawn[1]:
        raise NoPaper
    return drawn[0]


def _ask(connection: Redis, deed: Deed) -> None:
    limits = {"job_timeout": TIMEOUT_S, "ttl": TIMEOUT_S, "result_ttl": 0, "failure_ttl": 0}
    bell.queue("paper", connection).enqueue(deed.name, *deed.ids, at_front=True, **limits)
