"""A stringjob as it stands, or as somebody would have it, point by point: so two editions can be merged."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from rbo.clients.models import ClientProfile, Racket
from rbo.orders.constraints import Step
from rbo.orders.content import JobContent
from rbo.orders.models import Order
from rbo.orders.side import Side

BOTH_SIDES = {
    "string": ("label", "string_owner", "string_id", "gauge_mm", "gauge_label"),
    "tension": ("tension",),
    "colour": ("colour",),
    "byo": ("byo",),
    "price": ("price",),
}
EACH_TENSION, TENSIONS = {"main_tension", "cross_tension"}, "tensions"
POINTS: dict[str, tuple[str, ...]] = {
    "racket": ("client", "racket"),
    **{
        f"{side}_{point}": tuple(f"{side}.{name}" for name in names)
        for side in ("main", "cross")
        for point, names in BOTH_SIDES.items()
    },
    TENSIONS: ("tension_unit", "main.tension", "cross.tension"),
    "labour_price": ("labour_price",),
    "extras": ("extras",),
    "promised_for": ("promised_for",),
    "ordered_at": ("ordered_at",),
    "strung_at": ("strung_at",),
    "returned_at": ("returned_at",),
    "paid_at": ("paid_at",),
    "pattern": ("pattern",),
    "pieces": ("pieces", "knots"),
    "prestretch_pct": ("prestretch_pct",),
    "machine_mode": ("machine_mode",),
    "dynamic_tension": ("dynamic_tension", "dynamic_tension_instrument"),
    "comments": ("comments",),
}


@dataclass(frozen=True, kw_only=True)
class Edition(JobContent):
    """All that an edit may change: the content, whose racket it is, and the days of the steps."""

    cross: Side
    client: ClientProfile
    racket: Racket
    ordered_at: date | None = None
    strung_at: date | None = None
    returned_at: date | None = None
    paid_at: date | None = None

    @property
    def days(self) -> dict[Step, date | None]:
        """The days that an edit may correct."""
        return {
            Step.ORDERED: self.ordered_at,
            Step.STRUNG: self.strung_at,
            Step.RETURNED: self.returned_at,
            Step.PAID: self.paid_at,
        }


def edition_of(order: Order) -> Edition:
    """*order* as it stands; it must be loaded with its client, racket and extras."""
    extras = tuple((extra.text, extra.price) for extra in order.extras)
    rest = {one.name: getattr(order, one.name) for one in fields(Edition) if one.name != "extras"}
    return Edition(extras=extras, **rest)


def value(edition: Edition, point: str) -> tuple[Any, ...]:
    """What *edition* says at one point."""
    return tuple(_read(edition, name) for name in POINTS[point])


def differing(one: Edition, other: Edition) -> list[str]:
    """The points at which two editions differ; tensions in different units are one point."""
    same_unit = one.tension_unit == other.tension_unit
    passed_over = {TENSIONS} if same_unit else EACH_TENSION
    return [
        point for point in POINTS if point not in passed_over and value(one, point) != value(other, point)
    ]


def merged(stored: Edition, wanted: Edition, points: Collection[str]) -> Edition:
    """*stored*, which at *points* says what *wanted* says; another frame brings its own pattern along."""
    taken = {*points, "pattern"} if "racket" in points and not wanted.pattern else points
    for point in taken:
        for name in POINTS[point]:
            stored = _written(stored, name, _read(wanted, name))
    return stored


def marks(edition: Edition) -> dict[str, str]:
    """A short mark of each point, by which one sees later whether it was changed."""
    return {
        point: hashlib.sha256(repr(_plain(value(edition, point))).encode()).hexdigest()[:10]
        for point in POINTS
    }


def _read(edition: Edition, name: str) -> Any:
    found: Any = edition
    for step in name.split("."):
        found = getattr(found, step)
    return found


def _written(edition: Edition, name: str, new: Any) -> Edition:
    side, _, rest = name.rpartition(".")
    if side:
        return replace(edition, **{side: replace(getattr(edition, side), **{rest: new})})
    return replace(edition, **{name: new})


def _plain(value: Any) -> Any:
    """The same mark for the same meaning: 24 and 24.0, a row by its id."""
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(getattr(value, "id", value))
