"""One side of the bed as the V1 layout splits it: maker, model, gauge and tension."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import and_
from sqlalchemy.orm import aliased

from rbo.catalogue.models import StringModel
from rbo.exports.xlsx import Cell
from rbo.orders.models import Order
from rbo.platform.units import in_kg
from rbo.stringers.models import TensionUnit

MAIN_STRING, CROSS_STRING = aliased(StringModel), aliased(StringModel)
ONE_DECIMAL = Decimal("0.1")


def is_string_of(side: str, model: Any) -> Any:
    """The join from one side of an order to its string."""
    column = Order.__table__.columns
    owner, string = column[f"{side}_string_owner"], column[f"{side}_string_id"]
    return and_(owner == model.stringer_id, string == model.id)


def string_cells(side: Any, brand: str | None, unit: TensionUnit) -> tuple[Cell, ...]:
    """Maker, model, millimetres, and kilograms; the tension as entered stands further right."""
    tension = None if side.tension is None else in_kg(side.tension, unit).quantize(ONE_DECIMAL)
    return (*maker_and_model(side.label, brand), side.gauge_mm, tension)


def maker_and_model(label: str, brand: str | None) -> tuple[str, str]:
    """The label in two: with a space between they are the label again."""
    if brand and label.startswith(f"{brand} "):
        return brand, label[len(brand) + 1 :]
    return "", label


def yes_no(truth: bool) -> str:
    """As the V1 layout says it."""
    return "Yes" if truth else "No"
