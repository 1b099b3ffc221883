"""Frames of clients."""

from __future__ import annotations

from decimal import Decimal

from marshmallow import fields

from rbo.api.v1.shapes.clients import LINE, NAME
from rbo.api.v1.shapes.fields import Day, Number, Shape, Words
from rbo.api.v1.shapes.lists import list_of


class RacketChangeShape(Shape):
    """What of a frame changes; it is of the catalogue where its *text* is a name there."""

    text = Words(LINE, needed=True)
    head_size_in2 = Number(1, Decimal(30), Decimal(160), allow_none=True)
    pattern = Words(NAME)
    serial = Words(NAME)
    instance_id = Words(NAME)
    retired_at = Day(allow_none=True)


class NewRacketShape(RacketChangeShape):
    """A frame to be written into the book."""

    text = Words(LINE, needed=True, required=True)


class RacketShape(Shape):
    """A frame of a client."""

    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    model_id = fields.UUID(allow_none=True, required=True)
    text = fields.String(attribute="label", required=True)
    head_size_in2 = Number(1, Decimal(30), Decimal(160), allow_none=True, required=True)
    pattern = fields.String(required=True)
    serial = fields.String(required=True)
    instance_id = fields.String(required=True)
    retired_at = Day(allow_none=True, required=True)
    version = fields.Integer(required=True)


RacketList = list_of(RacketShape)
