"""Moving several orders at once: each takes the step or says why not, and all can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select

from rbo.orders.batch import Batch, Fate
from rbo.orders.constraints import Step
from rbo.orders.models import Order
from rbo.orders.queries import by_numbers
from rbo.orders.stringing import mark_all_strung
from rbo.orders.ticked import looked_up
from rbo.platform.db import db
from rbo.platform.errors import Missing, Refused
from rbo.platform.ids import new_id

Forward = Callable[[Order, date], object]
Back = Callable[[Order, int], object]


def string_all(numbers: Sequence[int], on: date) -> Batch:
    """Let each order be strung on the day *on*, or say why not, in a few statements for all of them.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    orders, _held = looked_up(numbers)
    refused = mark_all_strung([orders[number] for number in sorted(orders)], on)
    return _kept(
        Step.STRUNG, on, [_strung(orders.get(number), number, refused) for number in _wanted(numbers)]
    )


def move_all(numbers: Sequence[int], step: Step, on: date, verb: Forward) -> Batch:
    """Let each order take *step* by *verb* on the day *on*; one that cannot is written down with the reason.

    Raises:
        Refused: there is none, or there are more than five hundred.
    """
    orders, _held = looked_up(numbers)
    return _kept(step, on, [_moved(orders.get(number), number, on, verb) for number in _wanted(numbers)])


def take_back(batch: Batch, verb: Back) -> None:
    """Undo what *batch* did by *verb*; an order that was changed since keeps its step, with the reason."""
    went = [fate["number"] for fate in batch.went]
    orders = by_numbers(went)
    batch.fates = [
        _undone(orders[fate["number"]], fate, verb) if fate["number"] in went else fate
        for fate in batch.fates
    ]
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


def _wanted(numbers: Sequence[int]) -> list[int]:
    return sorted(set(numbers))


def _kept(step: Step, on: date, fates: list[Fate]) -> Batch:
    batch = Batch(id=new_id(), step=step, day=on, fates=fates)
    db.session.add(batch)
    db.session.flush()
    return batch


def _strung(order: Order | None, number: int, refused: Mapping[int, str]) -> Fate:
    if order is None:
        return _missing(number)
    return _fate(number, version=0 if number in refused else order.version, refusal=refused.get(number, ""))


def _missing(number: int) -> Fate:
    return _fate(number, refusal=_("There is no order %(number)s in your book.", number=number))


def _moved(order: Order | None, number: int, on: date, verb: Forward) -> Fate:
    if order is None:
        return _missing(number)
    try:
        with db.session.begin_nested():
            verb(order, on)
    except Refused as refused:
        return _fate(number, refusal=str(refused))
    return _fate(number, version=order.version)


def _undone(order: Order, fate: Fate, verb: Back) -> Fate:
    try:
        with db.session.begin_nested():
            verb(order, fate["version"])
    except Refused as refused:
        return {**fate, "refusal": str(refused)}
    return {**fate, "refusal": "", "is_undone": True}


def _fate(number: int, version: int = 0, refusal: str = "") -> Fate:
    return Fate(number=number, version=version, refusal=refusal, is_undone=False)
