"""What there is to narrow the catalogue by: the figures its models have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, func, select

from rbo.catalogue.models import RacketModel, StringModel
from rbo.platform.db import db


@dataclass(frozen=True)
class Figures:
    """Each from small to large, only what at least one model has."""

    patterns: Sequence[str] = ()
    head_sizes_in2: Sequence[Decimal] = ()
    materials: Sequence[str] = ()
    gauges_mm: Sequence[Decimal] = ()


def racket_figures() -> Figures:
    """The patterns and head sizes of rackets."""
    patterns, sizes = _known(RacketModel.pattern, RacketModel.head_size_in2)
    return Figures(patterns=patterns, head_sizes_in2=sizes)


def string_figures() -> Figures:
    """The materials and gauges of strings."""
    materials, gauges = _known(StringModel.material, StringModel.gauge_mm)
    return Figures(materials=materials, gauges_mm=gauges)


def _known(*columns: Any) -> list[list[Any]]:
    found = db.session.execute(select(*map(_all, columns))).one()
    return [sorted(value for value in values or () if value) for values in found]


def _all(column: Any) -> ColumnElement[Any]:
    return func.array_agg(column.distinct())
