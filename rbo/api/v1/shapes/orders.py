"""Orders as programs send and get them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from rbo.api.v1.shapes.clients import LINE, NAME, TEXT
from rbo.api.v1.shapes.emissions import EmissionShape
from rbo.api.v1.shapes.fields import Day, Money, Number, Shape, Whole, Words, YesNo
from rbo.api.v1.shapes.lists import AskedList, list_of
from rbo.orders.constraints import Kind
from rbo.orders.lifecycle import Pile, State
from rbo.platform.web import LARGEST, LONGEST_SEARCH
from rbo.stringers.models import TensionUnit

PLACES = [place.value for place in (*State, *Pile)]
MOST_EXTRAS = 12


def _tension(**more: Any) -> Number:
    return Number(1, Decimal(4), Decimal("99.2"), **more)


def _gauge(**more: Any) -> Number:
    return Number(2, Decimal("0.4"), Decimal(2), **more)


class SideShape(Shape):
    """Mains or crosses: a string of the catalogue, or as *text*."""

    string_id = fields.UUID(allow_none=True)
    text = Words(LINE)
    gauge_mm = _gauge(allow_none=True)
    gauge_label = Words(NAME)
    tension = _tension(allow_none=True)
    colour = Words(NAME)
    price = Money()
    byo = YesNo()


class RacketOfOrderShape(Shape):
    """A frame that is known by its *id*, or a new one as *text*."""

    id = fields.UUID()
    text = Words(LINE, needed=True)
    head_size_in2 = Number(1, Decimal(30), Decimal(160), allow_none=True)
    pattern = Words(NAME)
    instance_id = Words(NAME)


class ExtraShape(Shape):
    """Something else on the bill."""

    text = Words(LINE, needed=True, required=True)
    price = Money(required=True)


class MethodShape(Shape):
    """How it is strung; knots follow from the pieces unless they are said."""

    pieces = Whole(allow_none=True, validate=validate.Range(1, 2))
    knots = Whole(allow_none=True, validate=validate.Range(1, 8))
    prestretch_pct = Whole(allow_none=True, validate=validate.Range(0, 50))
    machine_mode = Words(NAME)


class ReadingShape(Shape):
    """A dynamic tension and what it was measured with."""

    value = Number(1, Decimal(1), Decimal(999), required=True)
    instrument = Words(NAME)


class OrderContentShape(Shape):
    """What is done to a racket, and what it costs."""

    client_id = fields.UUID()
    racket = fields.Nested(RacketOfOrderShape)
    pattern = Words(NAME)
    tension_unit = fields.Enum(TensionUnit, by_value=fields.String)
    main = fields.Nested(SideShape)
    cross = fields.Nested(
        SideShape,
        allow_none=True,
        metadata={"description": "Like the mains where it is null, price and all."},
    )
    labour_price = Money()
    extras = fields.List(fields.Nested(ExtraShape), validate=validate.Length(max=MOST_EXTRAS))
    method = fields.Nested(MethodShape)
    dynamic_tension = fields.Nested(ReadingShape, allow_none=True)
    promised_for = Day(allow_none=True)
    comments = Words(TEXT, lines=True)
    ordered_at = Day(allow_none=True)


class NewOrderShape(OrderContentShape):
    """A racket that comes in."""

    client_id = fields.UUID(required=True)
    racket = fields.Nested(RacketOfOrderShape, required=True)
    main = fields.Nested(SideShape, required=True)
    redo_of = Whole(
        allow_none=True,
        validate=validate.Range(1, LARGEST),
        metadata={"description": "The number of the order that is done again."},
    )


class OrderChangeShape(OrderContentShape):
    """What of an order changes; what is left out stays, of a side too. Days correct steps that were taken."""

    strung_at = Day()
    returned_at = Day()
    paid_at = Day()


class OrderShape(OrderContentShape):
    """An order."""

    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    kind = fields.Enum(Kind, by_value=fields.String, required=True)
    state = fields.Enum(State, by_value=fields.String, required=True)
    prepaid = fields.Boolean(required=True)
    client = fields.String(required=True)
    strung_at = Day(allow_none=True, required=True)
    returned_at = Day(allow_none=True, required=True)
    paid_at = Day(allow_none=True, required=True)
    cancelled_at = Day(allow_none=True, required=True)
    redo_of = fields.Integer(allow_none=True, required=True)
    total = Money(required=True)
    currency = fields.String(required=True)
    receipt_number = fields.String(allow_none=True, required=True)
    emissions = fields.List(fields.Nested(EmissionShape), required=True)
    created_at = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


OrderList = list_of(OrderShape)


class AskedOrders(AskedList):
    """Which orders."""

    state = fields.String(validate=validate.OneOf(PLACES, error=_l("There is no such state.")))
    client_id = fields.UUID()
    since = Day(data_key="from", metadata={"description": "Ordered on this day or later."})
    until = Day(data_key="to", metadata={"description": "Ordered on this day or earlier."})
    q = Words(
        LONGEST_SEARCH, load_default="", metadata={"description": "Words of a client, a racket or a string."}
    )


class StepShape(Shape):
    """The day of a step; today where it is left out."""

    on = Day()
