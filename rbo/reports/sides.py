"""What went into the rackets, side by side: which strings, how hard."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select, union_all

from rbo.catalogue.models import RacketModel, Sport
from rbo.clients.models import Racket
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.reports.measures import JOB, OF_CLIENTS, strung_in
from rbo.reports.span import Span
from rbo.stringers.models import TensionUnit

SIDES = ("main", "cross")
STRING = ("label", "gauge_mm", "byo")


@dataclass(frozen=True)
class Choice:
    """How many sides were strung with a string, and how many of them with the client's own."""

    label: str
    gauge_mm: Decimal | None
    sides: int
    own: int

    @property
    def name(self) -> str:
        """Maker, name and gauge in millimetres where it is known."""
        return f"{self.label} {self.gauge_mm:.2f}" if self.gauge_mm is not None else self.label


@dataclass(frozen=True)
class Pull:
    """How many rackets of one sport were strung at which tensions; none is one that was not noted."""

    sport: Sport | None
    unit: TensionUnit
    main: Decimal | None
    cross: Decimal | None
    jobs: int


def choices(span: Span, limit: int | None = None) -> list[Choice]:
    """The strings strung most often, by sides."""
    columns = [JOB[f"{side}_{part}"] for side in SIDES for part in STRING]
    pairs = select(*columns, func.count().label("jobs")).select_from(Order)
    pairs_of_span = pairs.where(strung_in(span), OF_CLIENTS).group_by(*columns).cte("pairs").c
    halves = (
        select(*(pairs_of_span[f"{side}_{part}"].label(part) for part in STRING), pairs_of_span.jobs)
        for side in SIDES
    )
    sides = union_all(*halves).subquery("sides").c
    string, count = (sides.label, sides.gauge_mm), func.sum(sides.jobs)
    rows = select(*string, count, func.coalesce(count.filter(sides.byo), 0))
    rows = rows.where(sides.label != "").group_by(*string).order_by(count.desc(), *string).limit(limit)
    return [Choice(label, gauge, int(n), int(own)) for label, gauge, n, own in db.session.execute(rows)]


def pulls(span: Span) -> list[Pull]:
    """How hard rackets of each sport were strung."""
    keys = (RacketModel.sport, Order.tension_unit, JOB.main_tension, JOB.cross_tension)
    rows = select(*keys, func.count()).select_from(Order).join(Order.racket).outerjoin(Racket.model)
    rows = rows.where(strung_in(span), OF_CLIENTS).group_by(*keys)
    return [Pull(*row) for row in db.session.execute(rows)]
