"""Taking a racket in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from rbo.clients import queries as clients
from rbo.clients.models import ClientProfile, Racket
from rbo.orders import refusals
from rbo.orders.constraints import Kind, Step
from rbo.orders.content import JobContent, write_into
from rbo.orders.models import Order, OrderCounter
from rbo.orders.moves import announce
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.numbering import take_next
from rbo.stringers import queries as stringers


@dataclass(frozen=True, kw_only=True)
class NewOrder(JobContent):
    """A stringjob as it is taken in; a draft, of one's own racket only, has no day yet."""

    client: ClientProfile
    racket: Racket
    ordered_at: date | None = None
    is_draft: bool = False
    redo_of: UUID | None = None


def take_in(new: NewOrder) -> Order:
    """Write a racket into the book as Ordered, today unless a day is given; one's own job costs nothing.

    Raises:
        ImpossibleTension: a tension no frame takes.
        ForeignRacket: the racket belongs to another client.
        DateInFuture: the day is after today.
        Conflict: the client was changed or erased meanwhile.
    """
    clients.hold(new.client)
    order = Order(**head_of(new, stringers.mine().currency))
    write_into(order, new, new.racket.pattern)
    order.ordered_at = None if new.is_draft and order.kind is Kind.SELF else _day(new.ordered_at)
    order.number = take_next(OrderCounter)
    db.session.add(order)
    db.session.flush()
    if order.ordered_at is not None:
        announce(order, Step.ORDERED, order.ordered_at)
    return order


def head_of(new: NewOrder, currency: str) -> dict[str, Any]:
    """Whose order it is that *new* asks for, without what is done, without a number or a day.

    Raises:
        ForeignRacket: the racket belongs to another client.
    """
    if new.racket.client_id != new.client.id:
        raise refusals.ForeignRacket(_("This racket belongs to another client."))
    return {
        "id": new_id(),
        "kind": Kind.SELF if new.client.is_self_for_stringer else Kind.CLIENT,
        "client_id": new.client.id,
        "racket_id": new.racket.id,
        "currency": currency,
        "redo_of": new.redo_of,
    }


def _day(wanted: date | None) -> date:
    today = clock.today(stringers.mine().timezone)
    if wanted is not None and wanted > today:
        raise refusals.DateInFuture(_("This day is in the future. Enter today or an earlier day."))
    return wanted or today
