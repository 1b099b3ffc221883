"""Money: two decimals, halves rounded up, written as the Swiss write it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cents(value: Decimal | int | str) -> Decimal:
    """*value* to the cent, halves away from zero."""
    return Decimal(value).quantize(CENT, ROUND_HALF_UP)


def money(amount: Decimal) -> str:
    """An amount without its currency, thousands set apart as the Swiss do."""
    return f"{cents(amount):,.2f}".replace(",", "’")


def halves(amount: Decimal) -> tuple[Decimal, Decimal]:
    """A set price split over main and cross, the odd cent on the main."""
    cross = (cents(amount) / 2).quantize(CENT, "ROUND_DOWN")
    return cents(amount) - cross, cross
