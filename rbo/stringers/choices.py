"""What a profile can be chosen from: countries, currencies, time zones."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale

CURRENCIES = ("CHF", "EUR", "GBP", "USD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "AUD", "CAD", "NZD")
NO_COUNTRIES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # unions, and letters that Unicode keeps for itself
AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def timezones() -> list[str]:
    """IANA names of places."""
    return sorted(name for name in available_timezones() if name.partition("/")[0] in AREAS)


@cache
def territories(language: str) -> dict[str, str]:
    """Names in *language* by the codes that programs may write; some of them are no countries."""
    named = Locale.parse(language).territories
    return {code: name for code, name in named.items() if len(code) == 2 and code.isalpha()}


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """Codes and names of countries in *language*, in its order."""
    found = [pair for pair in territories(language).items() if pair[0] not in NO_COUNTRIES]
    return sorted(found, key=lambda pair: pair[1].casefold())
