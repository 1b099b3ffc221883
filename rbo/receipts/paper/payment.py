"""Top right, below: how to pay, with a code where one can be scanned."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from flask_babel import gettext as _

from rbo.platform.iban import grouped
from rbo.receipts.draft import Draft
from rbo.receipts.measure import Face, lines, printable
from rbo.receipts.paper.words import WIDTH_MM, amount, day
from rbo.receipts.payment.code import code_of

BESIDE_CODE_MM = 35
SMALL, BOLD = Face(9), Face(11, 600)


@dataclass(frozen=True)
class Payment:
    """What a transfer needs; *code* is a picture as a `data:` address, *alt* says what it is for."""

    iban: list[str]
    amount: list[str]
    state: str
    message: list[str]
    code: str | None
    alt: str
    scan: list[str]
    is_blank: bool = False


BLANK = Payment(iban=[], amount=[], state="", message=[], code=None, alt="", scan=[], is_blank=True)


def payment(draft: Draft, number: str) -> Payment:
    """The payment of *draft*."""
    if draft.is_shared:
        return BLANK
    said, owed = message(draft, number), amount(draft.total, draft.currency)
    code = code_of(draft, said)
    width_mm = BESIDE_CODE_MM if code else WIDTH_MM
    has_price = draft.total > 0
    return Payment(
        iban=lines(grouped(draft.iban), BOLD, WIDTH_MM) if draft.iban and has_price else [],
        amount=lines(owed, BOLD, width_mm, most=2),
        state=payment_state(draft),
        message=lines(said, SMALL, width_mm, most=3) if has_price else [],
        code=f"data:image/png;base64,{b64encode(code).decode()}" if code else None,
        alt=printable(
            _("Payment code: %(amount)s to %(business)s", amount=owed, business=draft.business.name)
        ),
        scan=lines(_("Scan to pay"), BOLD, BESIDE_CODE_MM, most=2),
    )


def message(draft: Draft, number: str) -> str:
    """What a bank statement says of this receipt."""
    return str(_("Receipt %(number)s from %(business)s", number=number, business=draft.business.name))


def payment_state(draft: Draft) -> str:
    """Whether the amount is paid, open, or nothing at all."""
    if draft.paid_at:
        return str(_("Paid on %(day)s", day=day(draft.paid_at)))
    return str(_("Payment open") if draft.total > 0 else _("Nothing to pay"))
