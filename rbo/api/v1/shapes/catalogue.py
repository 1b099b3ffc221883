"""Racket and string models."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from rbo.api.v1.shapes.clients import NAME
from rbo.api.v1.shapes.fields import Number, Shape, Whole, Words
from rbo.api.v1.shapes.lists import AskedList, list_of
from rbo.catalogue.models import Sport, SubmissionStatus
from rbo.catalogue.service import refuse_impossible_range
from rbo.platform.errors import Refused
from rbo.platform.web import LONGEST_SEARCH
from rbo.stringers.models import TensionUnit

TENSION = (1, Decimal(4), Decimal("99.2"))


class AskedModels(AskedList):
    """Which models."""

    q = Words(LONGEST_SEARCH, load_default="")
    sport = fields.Enum(Sport, by_value=fields.String, load_default=None)


class NewRacketModelShape(Shape):
    """A frame as its maker sells it."""

    sport = fields.Enum(Sport, by_value=fields.String, required=True)
    brand = Words(NAME, needed=True, required=True)
    model = Words(NAME, needed=True, required=True)
    year = Whole(allow_none=True, validate=validate.Range(1900, 2100))
    head_size_in2 = Number(1, Decimal(30), Decimal(160), allow_none=True)
    pattern = Words(NAME, allow_none=True)
    weight_g = Number(1, Decimal(40), Decimal(500), allow_none=True)
    weight_basis = Words(NAME, allow_none=True)
    tension_min = Number(*TENSION, allow_none=True)
    tension_max = Number(*TENSION, allow_none=True)
    tension_unit = fields.Enum(TensionUnit, by_value=fields.String, load_default=TensionUnit.KG)

    @validates_schema
    def _is_a_range(self, said: dict[str, Any], **_more: Any) -> None:
        try:
            refuse_impossible_range(said.get("tension_min"), said.get("tension_max"), said["tension_unit"])
        except Refused as refusal:
            raise ValidationError(str(refusal), "tension_max") from refusal


class NewStringModelShape(Shape):
    """A string in one gauge; without a sport it fits all."""

    sport = fields.Enum(Sport, by_value=fields.String, allow_none=True, load_default=None)
    brand = Words(NAME, needed=True, required=True)
    name = Words(NAME, needed=True, required=True)
    gauge_mm = Number(2, Decimal("0.4"), Decimal(2), allow_none=True)
    gauge_label = Words(NAME, allow_none=True)
    material = Words(NAME, allow_none=True)
    construction = Words(NAME, allow_none=True)
    colour = Words(NAME, allow_none=True)


class _ModelShape(Shape):
    id = fields.UUID(required=True)
    sport = fields.Enum(Sport, by_value=fields.String, allow_none=True, required=True)
    is_own = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class RacketModelShape(_ModelShape, NewRacketModelShape):
    """A frame of the catalogue; one's own, or the house's for everybody."""


class StringModelShape(_ModelShape, NewStringModelShape):
    """A string of the catalogue; one's own, or the house's for everybody."""


class SubmissionShape(Shape):
    """A model of one's own, offered to everybody."""

    id = fields.UUID(required=True)
    status = fields.Enum(SubmissionStatus, by_value=fields.String, required=True)
    notes = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)


RacketModelList, StringModelList = list_of(RacketModelShape), list_of(StringModelShape)
