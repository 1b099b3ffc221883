"""The code of a receipt, ready for its place on the paper."""

from __future__ import annotations

from rbo.platform.iban import PaymentCode
from rbo.receipts.draft import Draft
from rbo.receipts.payment import epc, swiss
from rbo.receipts.payment.choice import Lack, payment_code_of
from rbo.receipts.payment.picture import drawn


def code_of(draft: Draft, message: str) -> bytes | None:
    """A PNG to scan, with *message* for the bank statement; None when the receipt carries no code."""
    kind = payment_code_of(draft)
    if isinstance(kind, Lack):
        return None
    if kind is PaymentCode.SWISS:
        return drawn(swiss.payload(draft, message), has_cross=True)
    return drawn(epc.payload(draft, message), has_cross=False)
