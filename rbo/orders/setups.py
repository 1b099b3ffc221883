"""What to start a new job from: the last one, and the set-up this client has most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform.db import db

LOOK_BACK = 10


@dataclass(frozen=True)
class Setups:
    """The last job; and where it differs the latest of the usual kind, had *times* of *looked_at*."""

    last: Order | None = None
    usual: Order | None = None
    times: int = 0
    looked_at: int = 0


def setups_of(client_id: UUID, racket_id: UUID | None = None) -> Setups:
    """What this racket had; what its client had, where nothing was done to it yet."""
    jobs = _last_jobs(client_id, racket_id)
    if racket_id is not None and not jobs:
        jobs = _last_jobs(client_id, None)
    if not jobs:
        return Setups()
    last = jobs[0]
    (kind, times), *_rarer = Counter(_kind(job) for job in jobs).most_common()
    if times == 1 or kind == _kind(last):
        return Setups(last)
    usual = next(job for job in jobs if _kind(job) == kind)
    return Setups(last, usual, times, len(jobs))


def _last_jobs(client_id: UUID, racket_id: UUID | None) -> Sequence[Order]:
    rows = select(Order).where(Order.client_id == client_id, Order.cancelled_at.is_(None))
    if racket_id is not None:
        rows = rows.where(Order.racket_id == racket_id)
    return db.session.scalars(rows.order_by(Order.number.desc()).limit(LOOK_BACK)).all()


def _kind(job: Order) -> Any:
    """What makes two jobs the same set-up: strings and tensions."""
    return job.tension_unit, _pull(job.main), _pull(job.cross)


def _pull(side: Side) -> Any:
    return side.string, side.tension, side.byo
