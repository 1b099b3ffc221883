"""Days, amounts and tensions in the words of the receipt's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from babel.dates import format_date
from flask_babel import get_locale

from rbo.platform.money import money
from rbo.platform.units import other_unit

WIDTH_MM = 86
PATTERNS = {"de": "d.M.y"}


def day(when: date) -> str:
    """12.11.2026, or 12 Nov 2026."""
    locale = get_locale()
    return format_date(when, PATTERNS.get(locale.language, "d MMM y"), locale=locale)


def amount(value: Decimal, currency: str) -> str:
    """CHF 53.00."""
    return f"{currency} {money(value)}"


def pull(tension: Decimal) -> str:
    """A tension with one decimal, or more where they were entered: 24.0, 24.25."""
    exponent = tension.normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return f"{tension:.{max(1, places)}f}"


def both_units(tension: Decimal, unit: str) -> tuple[str, str]:
    """24.0 kg as entered, and 52.9 lb beside it."""
    value, other = other_unit(tension, unit)
    return f"{pull(tension)} {unit}", f"{value} {other}"


def spaced(*parts: str | None) -> str:
    """The parts that are there, a space between."""
    return " ".join(part for part in parts if part)
