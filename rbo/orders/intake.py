"""Taking a racket in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask_babel import gettext as _

from rbo.clients.models import ClientProfile, Racket
from rbo.orders import refusals
from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderCounter, OrderExtra
from rbo.orders.side import NOTHING, Side
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.numbering import take_next
from rbo.platform.units import can_be_strung
from rbo.stringers import queries as stringers
from rbo.stringers.models import TensionUnit


@dataclass(frozen=True, kw_only=True)
class NewOrder:
    """A stringjob as it is taken in; *cross* None means like *main*. Prices in the stringer's currency."""

    client: ClientProfile
    racket: Racket
    tension_unit: TensionUnit
    main: Side
    cross: Side | None = None
    pattern: str = ""
    labour_price: Decimal = NOTHING
    extras: tuple[tuple[str, Decimal], ...] = ()
    pieces: int | None = None
    knots: int | None = None
    prestretch_pct: int | None = None
    machine_mode: str = ""
    dynamic_tension: Decimal | None = None
    dynamic_tension_instrument: str = ""
    comments: str = ""
    ordered_at: date | None = None
    promised_for: date | None = None
    redo_of: UUID | None = None


def take_in(new: NewOrder) -> Order:
    """Write a racket into the book as Ordered, today unless a day is given; one's own job costs nothing.

    Raises:
        ImpossibleTension: a tension no frame takes.
        ForeignRacket: the racket belongs to another client.
        DateInFuture: the day is after today.
    """
    _refuse_impossible(new)
    kind = Kind.SELF if new.client.is_self_for_stringer else Kind.CLIENT
    stringer = stringers.mine()
    today = clock.today(stringer.timezone)
    if new.ordered_at is not None and new.ordered_at > today:
        raise refusals.DateInFuture(_("This day is in the future. Enter today or an earlier day."))
    cross = new.cross or new.main
    is_free = kind is Kind.SELF
    order = Order(
        id=new_id(),
        number=take_next(OrderCounter),
        kind=kind,
        client_id=new.client.id,
        racket_id=new.racket.id,
        pattern=new.pattern or new.racket.pattern,
        tension_unit=new.tension_unit,
        main=replace(new.main, price=NOTHING) if is_free else new.main,
        cross=replace(cross, price=NOTHING) if is_free else cross,
        labour_price=NOTHING if is_free else new.labour_price,
        currency=stringer.currency,
        pieces=new.pieces,
        knots=new.knots,
        prestretch_pct=new.prestretch_pct,
        machine_mode=new.machine_mode,
        dynamic_tension=new.dynamic_tension,
        dynamic_tension_instrument=new.dynamic_tension_instrument,
        comments=new.comments,
        ordered_at=new.ordered_at or today,
        promised_for=new.promised_for,
        redo_of=new.redo_of,
    )
    db.session.add(order)
    db.session.flush()
    _add_extras(order, () if is_free else new.extras)
    return order


def _refuse_impossible(new: NewOrder) -> None:
    for side in (new.main, new.cross):
        if side and side.tension is not None and not can_be_strung(side.tension, new.tension_unit):
            raise refusals.ImpossibleTension(_("Enter a tension between 4 and 45 kg (9 and 99 lb)."))
    if new.racket.client_id != new.client.id:
        raise refusals.ForeignRacket(_("This racket belongs to another client."))


def _add_extras(order: Order, extras: tuple[tuple[str, Decimal], ...]) -> None:
    for position, (text, price) in enumerate(extras):
        db.session.add(OrderExtra(order_id=order.id, position=position, text=text, price=price))
    db.session.flush()
