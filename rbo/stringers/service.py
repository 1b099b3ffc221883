"""What a stringer does with their own profile."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from blinker import Signal

from rbo.stringers.models import Locale, Stringer, TensionUnit

password_chosen = Signal("A stringer chose a password; whoever keeps passwords listens, and may refuse.")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a stringer says of their business."""

    display_name: str
    business_name: str = ""
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    town: str = ""
    country: str = "CH"
    phone: str = ""
    default_locale: Locale = Locale.EN
    timezone: str = "Europe/Zurich"
    currency: str = "CHF"
    default_tension_unit: TensionUnit = TensionUnit.KG
    default_labour_price: Decimal = Decimal("25.00")


def save_profile(stringer: Stringer, profile: Profile) -> Stringer:
    """Keep the profile; from now on every page is open."""
    return note_profile(stringer, vars(profile))


def note_profile(stringer: Stringer, values: dict[str, Any]) -> Stringer:
    """Keep what is known so far, so that an interrupted form goes on where it was left."""
    for name, value in values.items():
        setattr(stringer, name, value)
    return stringer


def choose_password(stringer: Stringer, password: str) -> None:
    """Have the password kept.

    Raises:
        Refused: it is not good enough, or cannot be kept now.
    """
    password_chosen.send(stringer, password=password)
