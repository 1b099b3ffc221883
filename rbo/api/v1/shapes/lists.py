"""Lists: some items, and where the next ones begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from marshmallow import fields, validate

from rbo.api.v1.cursors import cursor
from rbo.api.v1.shapes.fields import Shape

MOST, USUAL = 200, 50


class AskedList(Shape):
    """How much of a list, and from where."""

    limit = fields.Integer(
        strict=False,
        load_default=USUAL,
        validate=validate.Range(1, MOST, error=_l("Ask for 1 to 200.")),
        metadata={"description": "How many items at most."},
    )
    cursor = fields.String(
        metadata={"description": "What `next` of the page before said."}, validate=validate.Length(max=500)
    )


@dataclass(frozen=True)
class Listed:
    """One page, as it is written."""

    items: Sequence[Any]
    next: str | None = None


def listed(found: Sequence[Any], limit: int, place_of: Callable[[Any], object]) -> Listed:
    """The first *limit* of *found*, which holds one more where there are more; *place_of* one says where."""
    shown = found[:limit]
    return Listed(shown, cursor(str(place_of(shown[-1]))) if len(found) > limit else None)


def list_of(shape: type[Shape]) -> type[Shape]:
    """The shape of a list of *shape*."""
    name = shape.__name__.removesuffix("Shape")
    made = Shape.from_dict(
        {
            "items": fields.List(fields.Nested(shape), required=True),
            "next": fields.String(required=True, allow_none=True),
        },
        name=f"{name}List",
    )
    return cast("type[Shape]", made)
