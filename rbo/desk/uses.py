"""Where a model of the catalogue is used in the open book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from rbo.catalogue.models import RacketModel, StringModel
from rbo.clients.models import Racket
from rbo.orders.models import Order
from rbo.orders.queries import WHOSE
from rbo.platform.db import db

SHOWN = 5
JOB = Order.__table__.c


@dataclass(frozen=True)
class Use:
    """How many rackets of how many clients, in how many stringjobs, and the last of these."""

    jobs: int
    rackets: int
    clients: int
    latest: Sequence[Order]


def use_of_racket(model: RacketModel) -> Use:
    """Rackets of this model, and what was done to them."""
    is_it = and_(Racket.model_owner == model.stringer_id, Racket.model_id == model.id)
    of_it = Order.racket_id.in_(select(Racket.id).where(is_it))
    rackets, clients = _counted(is_it, Racket.id, Racket.client_id.distinct())
    (jobs,) = _counted(of_it, Order.id)
    return Use(jobs=jobs, rackets=rackets, clients=clients, latest=_latest(of_it))


def use_of_string(string: StringModel) -> Use:
    """Stringjobs with this string, in the mains or the crosses."""
    of_it = or_(_strung_with(string, "main"), _strung_with(string, "cross"))
    jobs, rackets, clients = _counted(of_it, Order.id, Order.racket_id.distinct(), Order.client_id.distinct())
    return Use(jobs=jobs, rackets=rackets, clients=clients, latest=_latest(of_it))


def _strung_with(string: StringModel, side: str) -> ColumnElement[bool]:
    return and_(JOB[f"{side}_string_id"] == string.id, JOB[f"{side}_string_owner"] == string.stringer_id)


def _counted(condition: ColumnElement[bool], *things: Any) -> Sequence[int]:
    return db.session.execute(select(*map(func.count, things)).where(condition)).one()


def _latest(condition: ColumnElement[bool]) -> Sequence[Order]:
    chosen = select(Order.id).where(condition).order_by(Order.number.desc()).limit(SHOWN).subquery()
    rows = select(Order).where(Order.id.in_(select(chosen.c.id))).order_by(Order.number.desc())
    return db.session.scalars(rows.options(*WHOSE)).all()
