"""Moving several orders at once: each takes the step or says why not, and all can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from rbo.orders.batch import Batch, Fate
from rbo.orders.chosen import looked_up
from rbo.orders.constraints import Step
from rbo.orders.models import Order
from rbo.orders.queries import by_numbers
from rbo.orders.together import OBSTACLES, mark_all, take_all_back
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id

STEPS = tuple(OBSTACLES)


def move_all(numbers: Sequence[int], step: Step, on: date) -> Batch:
    """Let each order take *step* on the day *on*; one that cannot is written down with the reason.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    orders, _held = looked_up(numbers, lock=True)
    refused = mark_all([orders[number] for number in sorted(orders)], step, on)
    fates = [_moved(orders.get(number), number, refused) for number in sorted(set(numbers))]
    batch = Batch(id=new_id(), step=step, day=on, fates=fates)
    db.session.add(batch)
    db.session.flush()
    return batch


def take_back(batch: Batch) -> None:
    """Undo what *batch* did; an order that was changed since keeps its step, with the reason."""
    seen = {fate["number"]: fate["version"] for fate in batch.went}
    orders = by_numbers(list(seen), lock=True)
    refused = take_all_back([orders[number] for number in sorted(orders)], batch.step, seen)
    batch.fates = [_undone(fate, refused) if fate["number"] in orders else fate for fate in batch.fates]
    db.session.flush()


def by_id(batch_id: UUID, *, lock: bool = False) -> Batch:
    """One batch; *lock* lets a second undo wait for the first.

    Raises:
        Missing: there is none of this id in the book.
    """
    rows = select(Batch).where(Batch.id == batch_id)
    batch = db.session.scalars(rows.with_for_update() if lock else rows).one_or_none()
    if batch is None:
        raise Missing
    return batch


def _moved(order: Order | None, number: int, refused: Mapping[int, str]) -> Fate:
    if order is None:
        return _fate(number, refusal=_("There is no order %(number)s in your book.", number=number))
    if number in refused:
        return _fate(number, refusal=refused[number])
    return _fate(number, version=order.version)


def _undone(fate: Fate, refused: Mapping[int, str]) -> Fate:
    refusal = refused.get(fate["number"], "")
    return {**fate, "refusal": refusal, "is_undone": not refusal}


def _fate(number: int, version: int = 0, refusal: str = "") -> Fate:
    return Fate(number=number, version=version, refusal=refusal, is_undone=False)
