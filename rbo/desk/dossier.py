"""All that is known about one client: rackets with what was done to them, money, the last jobs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from rbo.clients.models import ClientProfile, Racket
from rbo.clients.queries import racket_of, rackets_of
from rbo.orders import queries as orders
from rbo.orders.constraints import Kind
from rbo.orders.costs import TOTAL
from rbo.orders.models import Order
from rbo.orders.piles import ON_THE_BENCH, UNPAID
from rbo.platform.db import db
from rbo.platform.errors import Missing

A_PAGE = 20
LOOK_BACK = 40  # stringings of one racket that are drawn


@dataclass(frozen=True)
class Frame:
    """A racket with its last stringings, the oldest first."""

    racket: Racket
    jobs: Sequence[Order]

    @property
    def last(self) -> Order | None:
        """The stringing that is in it now."""
        return self.jobs[-1] if self.jobs else None


@dataclass(frozen=True)
class Story:
    """A page of jobs, the latest first; *more* is the number below which there are others."""

    jobs: Sequence[Order]
    more: int | None


@dataclass(frozen=True)
class Standing:
    """How a client stands: rackets strung and waiting, the day of the last; money in each currency."""

    strung: int = 0
    waiting: int = 0
    last: date | None = None
    earned: Mapping[str, Decimal] = field(default_factory=dict)
    owed: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Dossier:
    """One client."""

    client: ClientProfile
    frames: Sequence[Frame]
    standing: Standing
    story: Story

    @property
    def in_rotation(self) -> Sequence[Frame]:
        """The rackets that are in use."""
        return [frame for frame in self.frames if frame.racket.retired_at is None]

    @property
    def retired(self) -> Sequence[Frame]:
        """The rackets that are not."""
        return [frame for frame in self.frames if frame.racket.retired_at is not None]

    @property
    def latest(self) -> Frame | None:
        """The racket in use that was strung last."""
        strung = [frame for frame in self.in_rotation if frame.last]
        return max(strung, key=lambda frame: _when(frame.jobs[-1]), default=None)


def dossier(client_id: UUID, before: int | None = None) -> Dossier:
    """All about one client; the history begins below the number *before*.

    Raises:
        Missing: there is none of this id in the book.
    """
    client = _with_person(client_id)
    jobs = _stringings(client_id)
    frames = [Frame(racket, jobs.get(racket.id, ())) for racket in rackets_of(client)]
    return Dossier(client, frames, _standing(client_id), story(client_id, before=before))


def frame(client: ClientProfile, racket_id: UUID) -> Frame:
    """One racket of *client* with its last stringings.

    Raises:
        Missing: this client has none of this id.
    """
    racket = racket_of(client, racket_id)
    return Frame(racket, _stringings(client.id, racket_id).get(racket_id, ()))


def story(client_id: UUID, racket_id: UUID | None = None, before: int | None = None) -> Story:
    """One page of the jobs of a client, or of one racket."""
    found = orders.history_of(client_id, racket_id, before, A_PAGE + 1)
    shown = found[:A_PAGE]
    return Story(shown, shown[-1].number if len(found) > A_PAGE else None)


def _with_person(client_id: UUID) -> ClientProfile:
    """The client and, where they may be seen, the person; what they want of mail is theirs to say."""
    rows = select(ClientProfile).where(ClientProfile.id == client_id)
    client = db.session.scalars(rows.options(joinedload(ClientProfile.person))).one_or_none()
    if client is None:
        raise Missing
    return client


def _stringings(client_id: UUID, racket_id: UUID | None = None) -> dict[UUID, list[Order]]:
    latest_first = (Order.strung_at.desc(), Order.number.desc())
    place = func.row_number().over(partition_by=Order.racket_id, order_by=latest_first).label("place")
    ids = select(Order.id, place).where(Order.client_id == client_id, Order.strung_at.is_not(None))
    if racket_id is not None:
        ids = ids.where(Order.racket_id == racket_id)
    counted = ids.subquery()
    wanted = select(counted.c.id).where(counted.c.place <= LOOK_BACK)
    rows = select(Order).where(Order.id.in_(wanted)).order_by(Order.strung_at, Order.number)
    found: dict[UUID, list[Order]] = {}
    for order in db.session.scalars(rows):
        found.setdefault(order.racket_id, []).append(order)
    return found


def _standing(client_id: UUID) -> Standing:
    is_strung, is_a_clients = Order.strung_at.is_not(None), Order.kind == Kind.CLIENT
    counted = select(
        Order.currency,
        func.count().filter(is_strung),
        func.count().filter(ON_THE_BENCH),
        func.max(Order.strung_at),
        func.coalesce(func.sum(TOTAL).filter(is_strung, is_a_clients), 0),
        func.coalesce(func.sum(TOTAL).filter(UNPAID), 0),
    )
    rows = db.session.execute(counted.where(Order.client_id == client_id).group_by(Order.currency)).all()
    return Standing(
        strung=sum(row[1] for row in rows),
        waiting=sum(row[2] for row in rows),
        last=max((row[3] for row in rows if row[3]), default=None),
        earned={row[0]: row[4] for row in rows if row[4]},
        owed={row[0]: row[5] for row in rows if row[5]},
    )


def _when(order: Order) -> tuple[date, int]:
    return order.strung_at or date.min, order.number
