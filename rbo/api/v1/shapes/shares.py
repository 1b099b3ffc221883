"""Whom a job is shown, and jobs that others show."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from rbo.api.v1.shapes.fields import Day, Email, Shape
from rbo.api.v1.shapes.lists import list_of
from rbo.api.v1.shapes.orders import MethodShape, ReadingShape, SideShape
from rbo.sharing.models import SharedJob, Strings
from rbo.stringers.models import TensionUnit

STRINGS = ("gauge_mm", "gauge_label", "tension", "colour")
SHOWN = ("id", "source", "first_name", "last_name", "racket", "instance_id", "pattern", "tension_unit")
DAYS = ("comments", "ordered_at", "strung_at", "receipt_number", "shared_at", "grant_id")
METHOD = ("pieces", "knots", "prestretch_pct", "machine_mode")


class NewShareShape(Shape):
    """Who may look; the answer does not tell whether anybody strings under this address."""

    grantee_email = Email(needed=True, required=True)


class ShareShape(Shape):
    """A grant, live until it is ended."""

    id = fields.UUID(required=True)
    grantee_email = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(allow_none=True, required=True)


class StringsShape(SideShape):
    """Mains or crosses, without what they cost."""

    class Meta(SideShape.Meta):
        exclude = ("string_id", "price", "byo")


class SharedShape(Shape):
    """A job that another stringer, or their client, shows."""

    id = fields.UUID(required=True)
    grant_id = fields.UUID(required=True)
    source = fields.String(required=True)
    first_name = fields.String(required=True)
    last_name = fields.String(allow_none=True, required=True)
    racket = fields.String(required=True)
    instance_id = fields.String(required=True)
    pattern = fields.String(required=True)
    tension_unit = fields.Enum(TensionUnit, by_value=fields.String, required=True)
    main = fields.Nested(StringsShape, required=True)
    cross = fields.Nested(StringsShape, required=True)
    method = fields.Nested(MethodShape, required=True)
    dynamic_tension = fields.Nested(ReadingShape, allow_none=True, required=True)
    comments = fields.String(allow_none=True, required=True)
    ordered_at = Day(allow_none=True, required=True)
    strung_at = Day(allow_none=True, required=True)
    receipt_number = fields.String(allow_none=True, required=True)
    shared_at = fields.AwareDateTime(required=True)


ShareList, SharedList = list_of(ShareShape), list_of(SharedShape)


def told(job: SharedJob) -> dict[str, Any]:
    """*job*, as far as its grant shows it."""
    reading = {"value": job.dynamic_tension, "instrument": job.dynamic_tension_instrument}
    return {
        **{name: getattr(job, name) for name in (*SHOWN, *DAYS)},
        "main": _strings(job.main),
        "cross": _strings(job.cross),
        "method": {name: getattr(job, name) for name in METHOD},
        "dynamic_tension": None if job.dynamic_tension is None else reading,
    }


def _strings(side: Strings) -> dict[str, Any]:
    return {name: getattr(side, name) for name in STRINGS} | {"text": side.label}
