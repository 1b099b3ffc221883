"""What an EPC QR code says: a credit transfer in euro by EPC069-12, version 002."""

from __future__ import annotations

from rbo.platform.iban import check_iban
from rbo.receipts.draft import Draft
from rbo.receipts.payment.latin import latin

NAME, MESSAGE, MOST_BYTES = 70, 140, 331
UTF_8 = "1"
NO_BIC = NO_PURPOSE = NO_REFERENCE = ""


def payload(draft: Draft, message: str) -> str:
    """The lines of *draft*, whose IBAN must be good; the message gets the bytes that are left."""
    lines = (
        *("BCD", "002", UTF_8, "SCT", NO_BIC),
        latin(draft.business.name, NAME),
        check_iban(draft.iban or ""),
        f"EUR{draft.total:.2f}",
        *(NO_PURPOSE, NO_REFERENCE),
        latin(message, MESSAGE),
    )
    return "\n".join(lines).encode()[:MOST_BYTES].decode(errors="ignore").rstrip()
