"""Top right, above: from whom and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import get_locale

from rbo.receipts.draft import Business, Draft
from rbo.receipts.measure import Face, lines
from rbo.receipts.paper.words import spaced

COLUMN_MM = 40
SMALL, BOLD = Face(9), Face(9, 600)


@dataclass(frozen=True)
class Parties:
    """Both names, and what is known of each."""

    sender: list[str]
    sender_more: list[str]
    client: list[str]
    client_more: list[str]
    is_blank: bool
    hides_surname: bool


def parties(draft: Draft) -> Parties:
    """The business and the client of *draft*."""
    return Parties(
        sender=lines(draft.business.name, BOLD, COLUMN_MM, most=2),
        sender_more=address(draft.business),
        client=lines(draft.client.name, BOLD, COLUMN_MM, most=2 if draft.is_discreet else 3),
        client_more=lines(draft.client.email, SMALL, COLUMN_MM, most=3),
        is_blank=draft.is_shared,
        hides_surname=draft.is_discreet,
    )


def address(business: Business) -> list[str]:
    """Name, street, town, country, phone and mail, as far as they are known."""
    parts = (
        (business.display_name if business.name != business.display_name else None, 1),
        (spaced(business.street, business.house_number), 2),
        (spaced(business.postal_code, business.town), 2),
        (country(business.country), 1),
        (business.phone, 1),
        (business.email, 2),
    )
    return [line for part, most in parts for line in lines(part, SMALL, COLUMN_MM, most)]


def country(code: str | None) -> str | None:
    """Switzerland for CH, in the receipt's language; what is no code stays as it was typed."""
    name: str | None = get_locale().territories.get(code, code)
    return name
