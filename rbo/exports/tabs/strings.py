"""One side of the bed as the V1 layout splits it: maker, model, gauge and tension."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from rbo.catalogue.models import StringModel
from rbo.exports.xlsx import Cell
from rbo.platform.db import db
from rbo.platform.rows import HOUSE
from rbo.platform.units import in_kg
from rbo.stringers.models import TensionUnit

ONE_DECIMAL = Decimal("0.1")
Split = Callable[[str], tuple[str, str]]


def string_cells(side: Any, split: Split, unit: TensionUnit) -> tuple[Cell, ...]:
    """Maker, model, millimetres, and kilograms; the tension as entered stands further right."""
    tension = None if side.tension is None else in_kg(side.tension, unit).quantize(ONE_DECIMAL)
    return (*split(side.label), side.gauge_mm, tension)


def splitter() -> Split:
    """Splits a label into maker and model, by the makers that every book knows: so each splits it alike."""
    rows = select(StringModel.brand).where(StringModel.stringer_id == HOUSE).distinct()
    makers = sorted(db.session.scalars(rows), key=len, reverse=True)

    @lru_cache(maxsize=4096)
    def split(label: str) -> tuple[str, str]:
        maker = next((maker for maker in makers if label.startswith(f"{maker} ")), "")
        return maker, label[len(maker) + 1 :] if maker else label

    return split


def yes_no(truth: bool) -> str:
    """As the V1 layout says it."""
    return "Yes" if truth else "No"
