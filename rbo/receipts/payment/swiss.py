"""What a Swiss QR code says: the payload 0200 of the QR-bill guidelines 2.3, with a structured address."""

from __future__ import annotations

import re

from rbo.platform.iban import check_iban
from rbo.receipts.draft import Business, Draft
from rbo.receipts.payment.latin import latin

NAME, STREET, HOUSE_NUMBER, POSTAL_CODE, TOWN, MESSAGE = 70, 70, 16, 16, 35, 140
LATER = ("",) * 7  # the final creditor, kept empty by the standard
UNKNOWN = ("",) * 7  # a debtor is given with a whole address or not at all
COUNTRY = re.compile("[A-Z]{2}")


def payload(draft: Draft, message: str) -> str:
    """The lines of *draft*, whose IBAN and address must be good."""
    lines = (
        *("SPC", "0200", "1"),
        check_iban(draft.iban or ""),
        *creditor(draft.business),
        *LATER,
        *(f"{draft.total:.2f}", draft.currency),
        *UNKNOWN,
        *("NON", "", latin(message, MESSAGE)),
        "EPD",
    )
    return "\n".join(lines)


def creditor(business: Business) -> tuple[str, ...]:
    """The seven lines of who is paid."""
    return (
        "S",
        latin(business.name, NAME),
        latin(business.street, STREET),
        latin(business.house_number, HOUSE_NUMBER),
        latin(business.postal_code, POSTAL_CODE),
        latin(business.town, TOWN),
        business.country or "",
    )


def has_address(business: Business) -> bool:
    """Whether the lines that must not be empty are not."""
    *_more, postal_code, town, country = creditor(business)
    return bool(postal_code and town and COUNTRY.fullmatch(country))
