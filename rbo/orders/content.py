"""What is done to a racket and what it costs: the same when it is taken in and when it is changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask_babel import gettext as _

from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderExtra
from rbo.orders.refusals import ImpossibleTension
from rbo.orders.side import NOTHING, Side
from rbo.platform.units import can_be_strung
from rbo.stringers.models import TensionUnit

KNOTS = {1: 2, 2: 4}
AS_ENTERED = (
    "pieces",
    "knots",
    "prestretch_pct",
    "machine_mode",
    "dynamic_tension",
    "dynamic_tension_instrument",
    "comments",
    "promised_for",
)


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


def row_of(content: JobContent, kind: Kind, frame_pattern: str) -> dict[str, Any]:
    """What *content* says of an order; one's own job costs nothing, an empty pattern is the frame's own.

    Raises:
        ImpossibleTension: a tension no frame takes.
    """
    cross, is_free = content.cross or content.main, kind is Kind.SELF
    for side in (content.main, cross):
        if side.tension is not None and not can_be_strung(side.tension, content.tension_unit):
            raise ImpossibleTension(_("Enter a tension between 4 and 45 kg (9 and 99 lb)."))
    return {
        "tension_unit": content.tension_unit,
        "pattern": content.pattern or frame_pattern,
        "main": replace(content.main, price=NOTHING) if is_free else content.main,
        "cross": replace(cross, price=NOTHING) if is_free else cross,
        "labour_price": NOTHING if is_free else content.labour_price,
        **{name: getattr(content, name) for name in AS_ENTERED},
    }


def extras_of(content: JobContent, kind: Kind, order_id: UUID) -> list[dict[str, Any]]:
    """The rows of the extras."""
    lines = () if kind is Kind.SELF else content.extras
    return [
        {"order_id": order_id, "position": nr, "text": text, "price": price}
        for nr, (text, price) in enumerate(lines)
    ]


def write_into(order: Order, content: JobContent, frame_pattern: str) -> None:
    """Let *order* say what *content* says.

    Raises:
        ImpossibleTension: a tension no frame takes.
    """
    for name, value in row_of(content, order.kind, frame_pattern).items():
        setattr(order, name, value)
    order.extras = [OrderExtra(**line) for line in extras_of(content, order.kind, order.id)]
