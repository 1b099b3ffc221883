"""Top right: from whom, for whom, and the payment."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from rbo.receipts.draft import Business, Draft
from rbo.receipts.measure import Face, lines
from rbo.receipts.paper.words import WIDTH_MM, amount, day

COLUMN_MM = 40
SMALL, BOLD = Face(9), Face(9, 600)


@dataclass(frozen=True)
class Parties:
    """What the top right says."""

    sender: list[str]
    sender_more: list[str]
    client: list[str]
    client_more: list[str]
    amount: str
    state: str
    message: str
    iban: list[str]


def parties(draft: Draft, number: str) -> Parties:
    """The top right of *draft*."""
    business = draft.business
    return Parties(
        sender=lines(business.business_name or business.display_name, BOLD, COLUMN_MM, most=2),
        sender_more=address(business),
        client=lines(draft.client.name, BOLD, COLUMN_MM, most=3),
        client_more=lines(draft.client.email, SMALL, COLUMN_MM, most=3),
        amount=amount(draft.total, draft.currency),
        state=payment_state(draft),
        message=_("Receipt %(number)s", number=number),
        iban=lines(draft.iban, Face(11, 600), WIDTH_MM),
    )


def payment_state(draft: Draft) -> str:
    """Whether the amount is paid, open, or nothing at all."""
    if draft.paid_at:
        return str(_("Paid on %(day)s", day=day(draft.paid_at)))
    return str(_("Payment open") if draft.total > 0 else _("Nothing to pay"))


def address(business: Business) -> list[str]:
    """Name, street, town, country, phone and mail, as far as they are known."""
    person = (
        business.display_name if business.business_name not in (None, "", business.display_name) else None
    )
    street = spaced(business.street, business.house_number)
    town = spaced(business.postal_code, business.town)
    parts = (
        (person, 1),
        (street, 2),
        (town, 2),
        (business.country, 1),
        (business.phone, 1),
        (business.email, 2),
    )
    return [line for part, most in parts for line in lines(part, SMALL, COLUMN_MM, most)]


def spaced(*parts: str | None) -> str:
    """The parts that are there, a space between."""
    return " ".join(part for part in parts if part)
