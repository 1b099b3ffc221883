"""One move of the lifecycle: a date set or cleared, and written into the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import distinct_on

from rbo.orders.constraints import Step
from rbo.orders.models import Order, OrderStateAudit
from rbo.orders.refusals import DateBeforeOrdered, DateInFuture
from rbo.platform import audit, clock
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.versions import ChangedMeanwhile
from rbo.stringers import queries as stringers
from rbo.webhooks import service as webhooks
from rbo.webhooks.models import Event

DOUBLE_CLICK = timedelta(seconds=10)


def date_of(order: Order, step: Step) -> date | None:
    """The date of one step of *order*."""
    value: date | None = getattr(order, f"{step}_at")
    return value


def move(order: Order, step: Step, to: date | None) -> None:
    """Set or clear the date of one step and write down who did it."""
    redate(order, {step: to})


def move_all(orders: Sequence[Order], step: Step, to: date | None) -> None:
    """`move` for several that are locked: one statement dates them all, one writes down who did it."""
    moving = [order for order in orders if date_of(order, step) != to]
    if not moving:
        return
    lines = [OrderStateAudit(**line_of(order.id, step, date_of(order, step), to)) for order in moving]
    wanted = update(Order).where(Order.id.in_([order.id for order in moving]))
    db.session.execute(wanted.values({f"{step}_at": to, "version": Order.version + 1}))
    db.session.add_all(lines)
    db.session.flush()
    webhooks.announce_all([_told(order, step, to) for order in moving])


def redate(order: Order, days: Mapping[Step, date | None]) -> None:
    """Set the dates of several steps at once; each that was another is written down and told."""
    said = set_days(order, days)
    db.session.add_all(said)
    db.session.flush()
    for line in said:
        announce(order, line.step, line.became)


def announce(order: Order, step: Step, on: date | None) -> None:
    """Tell the webhooks of a step that was taken, or taken back."""
    webhooks.announce_all([_told(order, step, on)])


def set_days(order: Order, days: Mapping[Step, date | None]) -> list[OrderStateAudit]:
    """Set the dates of several steps, and give what the audit says of each that was another."""
    said = []
    for step, to in days.items():
        was = date_of(order, step)
        if was != to:
            setattr(order, f"{step}_at", to)
            said.append(OrderStateAudit(**line_of(order.id, step, was, to)))
    return said


def was_just_done(order: Order, step: Step, to: date | None) -> bool:
    """Whether the same move was made within the last ten seconds: a double click, never an error."""
    return order.id in just_done([order], step, to)


def just_done(orders: Sequence[Order], step: Step, to: date | None) -> set[UUID]:
    """Those of *orders* with whom the same was done just now."""
    ids = [order.id for order in orders if date_of(order, step) == to]
    if not ids:
        return set()
    line = OrderStateAudit
    last = select(line.order_id, line.became, line.created_at).ext(distinct_on(line.order_id))
    last = last.where(line.order_id.in_(ids), line.step == step)
    last = last.order_by(line.order_id, line.created_at.desc(), line.id.desc())
    since = clock.now() - DOUBLE_CLICK
    return {id_ for id_, became, at in db.session.execute(last) if became == to and at >= since}


def refuse_change_since(order: Order, seen_version: int) -> None:
    """Refuse to go on from a page that shows an older version.

    Raises:
        ChangedMeanwhile: *seen_version* is not the order's.
    """
    if order.version != seen_version:
        raise ChangedMeanwhile(
            _("Order %(number)s was changed meanwhile. Look at it and try again.", number=order.number)
        )


def refuse_impossible_day(order: Order, on: date) -> None:
    """Refuse a day in the future, in the stringer's time zone, or before the racket came in.

    Raises:
        DateInFuture: *on* is after today.
        DateBeforeOrdered: *on* lies before the day it was ordered.
    """
    if on > clock.today(stringers.mine().timezone):
        raise DateInFuture(_("This day is in the future. Enter today or an earlier day."))
    if order.ordered_at is not None and on < order.ordered_at:
        raise DateBeforeOrdered(_("This day is before the racket came in. Enter that day or a later one."))


def line_of(order_id: UUID, step: Step, was: date | None, became: date | None) -> dict[str, Any]:
    """The line of the audit about one move, made now by whoever acts."""
    return {
        "id": new_id(),
        "order_id": order_id,
        "step": step,
        "was": was,
        "became": became,
        "actor": audit.actor.get(),
        "request_id": audit.request_id.get(),
        "created_at": clock.now(),
    }


def _told(order: Order, step: Step, on: date | None) -> webhooks.Happening:
    if on is None:
        return webhooks.Happening(Event.UNDONE, {"number": order.number, "step": step})
    return webhooks.Happening(Event(f"order.{step}"), {"number": order.number, "on": on})
