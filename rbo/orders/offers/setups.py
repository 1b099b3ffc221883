"""What to start a new job from: the last one, and the set-up this client has most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform.db import db

LOOK_BACK, ENOUGH = 10, 3


@dataclass(frozen=True)
class Setups:
    """The last job; and where it differs the latest of the usual kind, had *times* of *looked_at*."""

    last: Order | None = None
    usual: Order | None = None
    times: int = 0
    looked_at: int = 0


def setups_of(client_id: UUID, racket_id: UUID | None = None) -> Setups:
    """The last job of this racket, else of its client; the usual of the racket once it had a few."""
    theirs = _last_jobs(Order.client_id == client_id)
    its = _last_jobs(Order.racket_id == racket_id) if racket_id else []
    if not theirs:
        return Setups()
    last = (its or theirs)[0]
    counted = its if len(its) >= ENOUGH else theirs
    (kind, times), *_rarer = Counter(_kind(job) for job in counted).most_common()
    if times == 1 or kind == _kind(last):
        return Setups(last)
    usual = next(job for job in counted if _kind(job) == kind)
    return Setups(last, usual, times, len(counted))


def last_racket_of(client_id: UUID) -> UUID | None:
    """The racket that this client brought last."""
    last = next(iter(_last_jobs(Order.client_id == client_id, limit=1)), None)
    return last.racket_id if last else None


def _last_jobs(whose: ColumnElement[bool], limit: int = LOOK_BACK) -> Sequence[Order]:
    rows = select(Order).where(whose, Order.cancelled_at.is_(None))
    return db.session.scalars(rows.order_by(Order.number.desc()).limit(limit)).all()


def _kind(job: Order) -> Any:
    """What makes two jobs the same set-up: strings and tensions."""
    return job.tension_unit, _pull(job.main), _pull(job.cross)


def _pull(side: Side) -> Any:
    return side.string, side.tension, side.byo
