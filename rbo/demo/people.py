"""Who stands in the demo book: invented names, addresses that cannot exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from rbo.clients.folding import fold
from rbo.clients.service import NewClient
from rbo.stringers.models import Locale, Role, TensionUnit

PASSWORD = "Demo-Saiten-2026"  # noqa: S105 - shown on the sign-in page of every demo, refused outside of it
CLIENT = "mara@demo.example"
FIRST_NAMES = [
    "Lena",
    "Jonas",
    "Mia",
    "Tim",
    "Eva",
    "Paul",
    "Nora",
    "Luca",
    "Zoë",
    "Noah",
    "Anaïs",
    "Elias",
    "Jana",
    "Matteo",
    "Lea",
    "Finn",
    "Chiara",
    "Leon",
    "Sophie",
    "David",
]
LAST_NAMES = [
    "Muster",
    "Beispiel",
    "Exempel",
    "Probe",
    "Modell",
    "Müller-Test",
    "Fallstudie",
    "Vorlage",
    "Entwurf",
    "Schablone",
]


@dataclass(frozen=True, kw_only=True)
class Account:
    """One sign-in of the demo."""

    email: str
    display_name: str
    business_name: str
    town: str
    street: str = ""
    house_number: str = ""
    postal_code: str = ""
    iban: str = ""
    thank_you: Mapping[str, str] = field(default_factory=dict)
    role: Role = Role.STRINGER
    locale: Locale = Locale.EN
    tension_unit: TensionUnit = TensionUnit.KG
    clients: int = 0
    rackets: int = 0
    orders: int = 0
    own_jobs: int = 0


ACCOUNTS = (
    Account(
        email="anna@demo.example",
        display_name="Anna Muster",
        business_name="Saitenraum Anna Muster",
        town="Zürich",
        street="Bahnhofstrasse",
        house_number="12",
        postal_code="8001",
        iban="CH9300762011623852957",  # the example of the Swiss standard
        thank_you={"en": "Thank you. Play well.", "de": "Danke und gutes Spiel."},
        locale=Locale.DE,
        clients=28,
        rackets=50,
        orders=220,
        own_jobs=14,
    ),
    Account(
        email="ben@demo.example",
        display_name="Ben’s Strings",
        business_name="Ben Probe Stringing",
        town="Bern",
        tension_unit=TensionUnit.LB,
        clients=12,
        rackets=20,
        orders=80,
    ),
    Account(
        email="admin@demo.example",
        display_name="House of RBO",
        business_name="",
        town="Basel",
        role=Role.ADMIN,
    ),
)


def clients_of(account: Account, dice: Random) -> list[NewClient]:
    """As many invented clients as *account* has; some give no mail, some a language."""
    names = [(first, last) for last in LAST_NAMES for first in FIRST_NAMES]
    return [_client(first, last, dice) for first, last in dice.sample(names, account.clients)]


def _client(first: str, last: str, dice: Random) -> NewClient:
    mail = f"{fold(first)}.{fold(last)}@demo.example" if dice.random() < 0.85 else ""
    return NewClient(
        first_name=first,
        last_name=last,
        email=mail,
        phone=f"+41 79 {dice.randint(100, 999)} {dice.randint(10, 99)} {dice.randint(10, 99)}",
        locale=dice.choice((None, Locale.DE, Locale.EN)),
    )
