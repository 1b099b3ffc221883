"""Which code a receipt carries, or why it carries none."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from rbo.platform.iban import BadIban, PaymentCode, QrIban, check_iban, payment_code
from rbo.receipts.draft import Business, Draft
from rbo.receipts.payment import swiss
from rbo.receipts.payment.latin import latin

MOST = Decimal("999999999.99")


class Lack(StrEnum):
    """Why there is nothing to scan."""

    NOTHING_OPEN = "nothing_open"
    TOO_MUCH = "too_much"
    NO_IBAN = "no_iban"
    BAD_IBAN = "bad_iban"
    QR_IBAN = "qr_iban"
    OTHER_CURRENCY = "other_currency"
    NO_NAME = "no_name"
    NO_ADDRESS = "no_address"


def payment_code_of(draft: Draft) -> PaymentCode | Lack:
    """The code for what is open on *draft*, or the first thing it lacks."""
    if draft.paid_at is not None or draft.total <= 0:
        return Lack.NOTHING_OPEN
    if draft.total > MOST:
        return Lack.TOO_MUCH
    kind = _of_account(draft.currency, draft.iban)
    return kind if isinstance(kind, Lack) else _lack(draft.business, kind) or kind


def _of_account(currency: str, iban: str | None) -> PaymentCode | Lack:
    if not iban:
        return Lack.NO_IBAN
    try:
        return payment_code(currency, check_iban(iban)) or Lack.OTHER_CURRENCY
    except QrIban:
        return Lack.QR_IBAN
    except BadIban:
        return Lack.BAD_IBAN


def _lack(business: Business, kind: PaymentCode) -> Lack | None:
    """What *kind* needs to know of the business and does not."""
    if not latin(business.name, swiss.NAME):
        return Lack.NO_NAME
    if kind is PaymentCode.SWISS and not swiss.has_address(business):
        return Lack.NO_ADDRESS
    return None
