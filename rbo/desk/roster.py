"""The list of clients: by name, by the day their last racket was strung, or by how many were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true, tuple_

from rbo.clients import queries as clients
from rbo.clients.models import ClientProfile
from rbo.clients.queries import BY_NAME
from rbo.orders.models import Order
from rbo.orders.piles import ON_THE_BENCH
from rbo.platform.db import db
from rbo.platform.errors import Missing

A_PAGE, MOST_FOUND = 50, 100
NEVER = date.min
STRUNG = Order.strung_at.is_not(None)
HAD = (
    select(func.max(Order.strung_at).label("last"), func.count().label("jobs"))
    .where(Order.client_id == ClientProfile.id, STRUNG)
    .correlate(ClientProfile)
    .lateral("had")
)


class Sort(StrEnum):
    """What the list begins with."""

    NAME = "name"
    STRUNG = "strung"
    JOBS = "jobs"


FIRST: dict[Sort, ColumnElement[Any]] = {
    Sort.STRUNG: func.coalesce(HAD.c.last, NEVER),
    Sort.JOBS: HAD.c.jobs,
}


@dataclass(frozen=True)
class Tally:
    """What a client had: rackets strung, rackets that wait to be, and the day of the last."""

    strung: int = 0
    waiting: int = 0
    last: date | None = None


@dataclass(frozen=True)
class Roster:
    """Clients with their tallies; *more* is the last of them where more follow, *archived* how many are."""

    clients: Sequence[ClientProfile]
    tallies: dict[UUID, Tally]
    more: UUID | None = None
    is_cut: bool = False
    archived: int = 0


def page(sort: Sort, after: UUID | None, *, archived: bool = False) -> Roster:
    """Clients in the order of *sort*, beginning behind the client *after*.

    Raises:
        Missing: there is no client *after* in the book.
    """
    rows = select(ClientProfile).where(_is(archived))
    if sort in FIRST:
        rows = rows.join(HAD, true()).order_by(FIRST[sort].desc(), *BY_NAME)
    else:
        rows = rows.order_by(*BY_NAME)
    if after is not None:
        rows = rows.where(_behind(sort, after))
    found = db.session.scalars(rows.limit(A_PAGE + 1)).all()
    shown = found[:A_PAGE]
    return Roster(
        clients=shown,
        tallies=tallies([client.id for client in shown]),
        more=shown[-1].id if len(found) > A_PAGE else None,
        archived=_archived_in_all(),
    )


def search(text: str) -> Roster:
    """Clients that *text* means, the likeliest first; those in the archive come last."""
    found = clients.find(text, MOST_FOUND + 1, archived=True)
    shown = found[:MOST_FOUND]
    return Roster(
        clients=shown,
        tallies=tallies([client.id for client in shown]),
        is_cut=len(found) > MOST_FOUND,
    )


def tallies(client_ids: Sequence[UUID]) -> dict[UUID, Tally]:
    """What each client had, cancelled jobs and drafts apart."""
    counted = (func.count().filter(STRUNG), func.count().filter(ON_THE_BENCH), func.max(Order.strung_at))
    rows = select(Order.client_id, *counted).where(Order.client_id.in_(client_ids)).group_by(Order.client_id)
    found = db.session.execute(rows)
    return {client_id: Tally(strung, waiting, last) for client_id, strung, waiting, last in found}


def _is(archived: bool) -> ColumnElement[bool]:
    return ClientProfile.archived_at.is_not(None) if archived else ClientProfile.archived_at.is_(None)


def _behind(sort: Sort, after: UUID) -> ColumnElement[bool]:
    if sort not in FIRST:
        (search,) = _place(select(ClientProfile.search), after)
        return tuple_(*BY_NAME) > tuple_(search, after)
    first = FIRST[sort]
    search, here = _place(select(ClientProfile.search, first).join(HAD, true()), after)
    return or_(first < here, and_(first == here, tuple_(*BY_NAME) > tuple_(search, after)))


def _place(columns: Select[Any], client_id: UUID) -> Sequence[Any]:
    found = db.session.execute(columns.where(ClientProfile.id == client_id)).one_or_none()
    if found is None:
        raise Missing
    return found


def _archived_in_all() -> int:
    rows = select(func.count()).select_from(ClientProfile).where(_is(archived=True))
    return db.session.scalar(rows) or 0
