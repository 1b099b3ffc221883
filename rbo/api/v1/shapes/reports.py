"""What a year came to."""

from __future__ import annotations

from decimal import Decimal

from marshmallow import fields, validate

from rbo.api.v1.shapes.fields import Money, Number, Shape
from rbo.platform.fields import OLDEST_YEAR


class AskedYearShape(Shape):
    """Which year."""

    year = fields.Integer(
        load_default=None,
        validate=validate.Range(OLDEST_YEAR, 9999),
        metadata={"description": "All years where it is left out."},
    )


class BilledShape(Shape):
    """What clients' jobs came to in one currency."""

    currency = fields.String(required=True)
    labour = Money(required=True)
    strings = Money(required=True)
    extras = Money(required=True)
    total = Money(required=True)
    unpaid = Money(required=True)
    unpaid_jobs = fields.Integer(required=True)


class PartShape(Shape):
    """One month of a year, or one of all years."""

    number = fields.Integer(required=True)
    jobs = fields.Integer(required=True)
    billed = fields.List(fields.Nested(BilledShape), required=True)


class SummaryShape(Shape):
    """Clients' jobs that were strung in a year, or ever."""

    year = fields.Integer(allow_none=True, required=True)
    jobs = fields.Integer(required=True)
    own_rackets = fields.Integer(required=True)
    turnaround_days = Number(1, Decimal(0), Decimal(99999), allow_none=True, required=True)
    billed = fields.List(fields.Nested(BilledShape), required=True)
    parts = fields.List(fields.Nested(PartShape), required=True)
