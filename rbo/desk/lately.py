"""What was done in the book lately, from what the bench and the session write down of it anyway."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from flask_babel import get_timezone
from sqlalchemy import ColumnElement, Select, and_, cast, literal, null, or_, select, union_all
from sqlalchemy.dialects.postgresql import JSONB, array
from sqlalchemy.orm import aliased

from rbo.clients import told as of_client
from rbo.clients.models import ClientProfile, Racket
from rbo.orders import service
from rbo.orders import told as of_order
from rbo.orders.constraints import STEP, Step
from rbo.orders.models import Order, OrderStateAudit
from rbo.platform.db import db
from rbo.platform.history import Change, Deed

A_PAGE = 50
SAID = {Order: of_order.said, ClientProfile: of_client.said, Racket: of_client.said}
BY_A_JOB = ""  # of no request: what an import wrote stands on its own page, with an undo of its own


@dataclass(frozen=True)
class Done:
    """One step of an order, or one row made or changed, and what it is about as that stands now."""

    id: UUID
    noun: str
    row_id: UUID
    step: Step | None
    was: date | None
    became: date | None
    columns: dict[str, Any] | None
    actor: str
    request_id: str
    created_at: datetime
    is_last: bool
    order: Order | None
    racket: Racket | None
    client: ClientProfile | None

    @property
    def said(self) -> list[str]:
        """The sentences of a change; none of a step, nor of a row that was made."""
        if not self.columns:
            return []
        return next(said(self) for noun, said in SAID.items() if noun.__tablename__ == self.noun)

    @property
    def can_be_undone(self) -> bool:
        """Whether the step stands as it was taken, and nothing later keeps it."""
        order = self.order
        return (
            order is not None and self.is_last and self.was is None and self.step in service.undoable(order)
        )


@dataclass(frozen=True)
class Page:
    """Some of what was done, by day, the newest first; what one request did to one thing is together."""

    days: Sequence[tuple[date, Sequence[Sequence[Done]]]]
    older: UUID | None


def page(before: UUID | None = None) -> Page:
    """What was done before the line *before*, or up to now."""
    found = db.session.execute(_rows(before)).all()
    shown = _with_names(found[:A_PAGE])
    days = groupby(shown, lambda line: line.created_at.astimezone(get_timezone()).date())
    return Page(
        days=[(day, _together(list(lines))) for day, lines in days],
        older=shown[-1].id if len(found) > A_PAGE else None,
    )


def _together(lines: Sequence[Done]) -> list[list[Done]]:
    return [list(same) for _key, same in groupby(lines, lambda line: (line.request_id, line.row_id))]


def _with_names(rows: Sequence[Any]) -> list[Done]:
    """The lines with what they are about: each kind looked up by its ids, where a join may read the book."""
    orders = _by_id(Order, [row.row_id for row in rows])
    frames = [order.racket_id for order in orders.values()]
    rackets = _by_id(Racket, [*frames, *(row.row_id for row in rows)])
    owners = [one.client_id for one in (*orders.values(), *rackets.values())]
    clients = _by_id(ClientProfile, [*owners, *(row.row_id for row in rows)])
    shown = []
    for row in rows:
        order = orders.get(row.row_id)
        racket = rackets.get(order.racket_id if order else row.row_id)
        client = clients.get(order.client_id if order else racket.client_id if racket else row.row_id)
        shown.append(Done(*[*row, order, racket, client]))
    return shown


def _by_id(noun: Any, ids: Iterable[UUID]) -> dict[UUID, Any]:
    wanted = select(noun).where(noun.id.in_(set(ids)))
    return {one.id: one for one in db.session.scalars(wanted)}


def _rows(before: UUID | None) -> Select[Any]:
    """The lines of both tables, a page from the index of each."""
    both = union_all(_steps(before), _changes(before)).subquery()
    chosen = select(both).order_by(both.c.id.desc()).limit(A_PAGE + 1).subquery("chosen")
    line, later = chosen.c, aliased(OrderStateAudit)
    again = select(later.id).where(later.order_id == line.row_id, later.step == line.step, later.id > line.id)
    return select(*line, ~again.exists()).select_from(chosen).order_by(line.id.desc())


def _steps(before: UUID | None) -> Select[Any]:
    move = OrderStateAudit
    what = (literal(Order.__tablename__).label("noun"), move.order_id.label("row_id"), move.step, move.was)
    changed = cast(null(), JSONB).label("columns")
    rows = select(move.id, *what, move.became, changed, move.actor, move.request_id, move.created_at)
    return _newest(rows, move, before)


def _changes(before: UUID | None) -> Select[Any]:
    what = (Change.noun, Change.row_id, cast(null(), STEP).label("step"))
    days = (cast(null(), OrderStateAudit.was.type), cast(null(), OrderStateAudit.became.type))
    who = (Change.columns, Change.actor, Change.request_id, Change.created_at)
    rows = select(Change.id, *what, *days, *who).where(or_(*map(_is_told, SAID)))
    return _newest(rows, Change, before)


def _is_told(noun: Any) -> ColumnElement[bool]:
    """A row of *noun* that was made, or changed where there are words for it."""
    table = noun.__table__
    columns = {column.name: [None, None] for column in table.c}
    words = [name for name, both in columns.items() if SAID[noun](_Changed({name: both}))]
    has_words = and_(Change.deed == Deed.CHANGED, Change.columns.has_any(array(words)))
    return and_(Change.noun == table.name, or_(Change.deed == Deed.MADE, has_words))


def _newest(rows: Select[Any], line: Any, before: UUID | None) -> Select[Any]:
    rows = rows.where(line.request_id != BY_A_JOB)
    rows = rows if before is None else rows.where(line.id < before)
    return rows.order_by(line.id.desc()).limit(A_PAGE + 1)


@dataclass(frozen=True)
class _Changed:
    columns: dict[str, Any]
