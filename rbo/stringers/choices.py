"""What a profile can be chosen from: countries, currencies, time zones."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale

CURRENCIES = ("CHF", "EUR", "GBP", "USD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "AUD", "CAD", "NZD")
AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


@cache
def timezones() -> list[str]:
    """IANA names of places."""
    return sorted(name for name in available_timezones() if name.partition("/")[0] in AREAS)


@cache
def countries(language: str) -> list[tuple[str, str]]:
    """Codes and names of countries in *language*, in its order."""
    named = Locale.parse(language).territories
    found = [(code, name) for code, name in named.items() if len(code) == 2 and code.isalpha()]
    return sorted(found, key=lambda pair: pair[1].casefold())
