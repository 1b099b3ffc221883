"""The tensions that a frame is made for, as its maker says."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rbo.catalogue.models import RacketModel
from rbo.platform.units import KG_PER_LB, TENTH, in_kg


@dataclass(frozen=True)
class Reach:
    """From the lowest to the highest tension, in kilograms."""

    low_kg: Decimal
    high_kg: Decimal

    def holds(self, tension: Decimal, unit: str) -> bool:
        """Whether *tension* is within it, as far as one can read on a machine."""
        kilograms = in_kg(tension, unit).quantize(TENTH)
        return self.low_kg.quantize(TENTH) <= kilograms <= self.high_kg.quantize(TENTH)

    def said(self, unit: str) -> str:
        """The lowest and the highest, in the unit that is asked for."""
        per_kg = KG_PER_LB if unit == "lb" else Decimal(1)
        low, high = ((kg / per_kg).quantize(TENTH).normalize() for kg in (self.low_kg, self.high_kg))
        return f"{low:f}–{high:f}"


def reach_of(model: RacketModel | None) -> Reach | None:
    """What *model* is made for, where both ends are known."""
    if model is None or model.tension_min is None or model.tension_max is None:
        return None
    return Reach(in_kg(model.tension_min, model.tension_unit), in_kg(model.tension_max, model.tension_unit))
