"""Account numbers: checked before they are kept, and which payment code they allow."""

from __future__ import annotations

import re
from enum import StrEnum

from flask_babel import gettext as _
from stdnum import exceptions, iban, numdb

from rbo.platform.errors import Refused

SWISS = ("CH", "LI")
QR_BANKS = range(30000, 32000)
# as registered by the European Payments Council, EPC409-09
SEPA = re.compile(
    "AD|AL|AT|BE|BG|CH|CY|CZ|DE|DK|EE|ES|FI|FR|GB|GI|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MC|MD|ME|MK|MT|NL|NO|PL|PT"
    "|RO|RS|SE|SI|SK|SM|VA"
)


class BadIban(Refused):
    """No account has this number."""


class QrIban(BadIban):
    """The number takes payments with a reference only."""


class PaymentCode(StrEnum):
    """What a client scans to pay."""

    SWISS = "swiss"
    EPC = "epc"


def check_iban(typed: str) -> str:
    """*typed* without spaces and in capitals.

    Raises:
        BadIban: no account can have this number.
        QrIban: it wants a reference with every payment.
    """
    number = iban.compact(typed)
    _refuse_other_shape(number)
    try:
        iban.validate(number)
    except exceptions.ValidationError as wrong:
        raise BadIban(_("This IBAN has a typing error. Compare it with your bank statement.")) from wrong
    if number.startswith(SWISS) and int(number[4:9]) in QR_BANKS:
        raise QrIban(_("This is a QR-IBAN. Enter the ordinary IBAN of the same account; your bank knows it."))
    return number


def payment_code(currency: str, number: str | None) -> PaymentCode | None:
    """The code that a receipt in *currency* can carry; None where no bank would read one."""
    if not number:
        return None
    if currency == "CHF" and number.startswith(SWISS):
        return PaymentCode.SWISS
    return PaymentCode.EPC if currency == "EUR" and SEPA.match(number) else None


def grouped(number: str) -> str:
    """*number* in groups of four, as on a bank card."""
    return iban.format(number)


def _refuse_other_shape(number: str) -> None:
    length = _length(number[:2])
    if not (number.isascii() and length):
        raise BadIban(_("An IBAN begins with the two letters of its country, like CH or DE."))
    if len(number) != length:
        says = {"country": number[:2], "length": length, "typed": len(number)}
        raise BadIban(
            _("An IBAN from %(country)s has %(length)d characters, this one has %(typed)d.", **says)
        )


def _length(country: str) -> int:
    """How long the IBANs of *country* are; 0 where there are none."""
    known = dict(numdb.get("iban").info(country))
    parts = [int(number) for number in re.findall(r"(\d+)!", known.get(country, {}).get("bban", ""))]
    return 4 + sum(parts) if parts else 0
