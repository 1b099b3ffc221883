"""Tension in the other unit, for display only: what was typed in is what is stored."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

KG_PER_LB = Decimal("0.45359237")
LOWEST_KG, HIGHEST_KG = Decimal(4), Decimal(45)
TENTH = Decimal("0.1")


def in_kg(tension: Decimal, unit: str) -> Decimal:
    """*tension* in kilograms, unrounded."""
    return tension * KG_PER_LB if unit == "lb" else tension


def other_unit(tension: Decimal, unit: str) -> tuple[Decimal, str]:
    """The same pull in the unit it was not entered in, to one decimal."""
    if unit == "kg":
        return (tension / KG_PER_LB).quantize(TENTH, ROUND_HALF_UP), "lb"
    return in_kg(tension, unit).quantize(TENTH, ROUND_HALF_UP), "kg"


def in_unit(tension: Decimal, entered: str, wanted: str) -> Decimal:
    """*tension* in the unit *wanted*: as it was entered, or to one decimal in the other one."""
    return tension if entered == wanted else other_unit(tension, entered)[0]


def can_be_strung(tension: Decimal, unit: str) -> bool:
    """Whether a frame and a machine can take this pull at all (4 to 45 kg)."""
    return LOWEST_KG <= in_kg(tension, unit) <= HIGHEST_KG


def short(number: Decimal) -> str:
    """A number without needless zeros: 25 rather than 25.0, 22.5 as it is."""
    return f"{number.normalize():f}"
