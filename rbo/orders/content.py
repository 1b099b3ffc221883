"""What is done to a racket and what it costs: the same when it is taken in and when it is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flask_babel import gettext as _

from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderExtra
from rbo.orders.refusals import ImpossibleTension
from rbo.orders.side import NOTHING, Side
from rbo.platform.units import can_be_strung
from rbo.stringers.models import TensionUnit

KNOTS = {1: 2, 2: 4}


@dataclass(frozen=True, kw_only=True)
class JobContent:
    """The content of a stringjob; *cross* None means like *main*. Prices in the stringer's currency."""

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
    promised_for: date | None = None


def method_of(
    main: Side, cross: Side, pieces: int | None, knots: int | None
) -> tuple[int | None, int | None]:
    """Pieces and knots: a hybrid is always two-piece, knots follow from the pieces unless they are said."""
    pieces = 2 if main.string != cross.string else pieces
    return pieces, knots or KNOTS.get(pieces or 0)


def write_into(order: Order, content: JobContent, frame_pattern: str) -> None:
    """Let *order* say what *content* says; one's own job costs nothing, an empty pattern is the frame's own.

    Raises:
        ImpossibleTension: a tension no frame takes.
    """
    cross = content.cross or content.main
    for side in (content.main, cross):
        if side.tension is not None and not can_be_strung(side.tension, content.tension_unit):
            raise ImpossibleTension(_("Enter a tension between 4 and 45 kg (9 and 99 lb)."))
    order.tension_unit = content.tension_unit
    order.pattern = content.pattern or frame_pattern
    order.pieces, order.knots = content.pieces, content.knots
    order.prestretch_pct, order.machine_mode = content.prestretch_pct, content.machine_mode
    order.dynamic_tension = content.dynamic_tension
    order.dynamic_tension_instrument = content.dynamic_tension_instrument
    order.comments, order.promised_for = content.comments, content.promised_for
    is_free = order.kind is Kind.SELF
    order.main = replace(content.main, price=NOTHING) if is_free else content.main
    order.cross = replace(cross, price=NOTHING) if is_free else cross
    order.labour_price = NOTHING if is_free else content.labour_price
    order.extras = _extras(() if is_free else content.extras)


def _extras(lines: tuple[tuple[str, Decimal], ...]) -> list[OrderExtra]:
    return [OrderExtra(position=nr, text=text, price=price) for nr, (text, price) in enumerate(lines)]
