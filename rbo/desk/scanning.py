"""Which payment code the receipts of a stringer carry, or what is missing for one, in a sentence."""

from __future__ import annotations

from flask_babel import gettext as _

from rbo.platform.iban import PaymentCode
from rbo.receipts.draft import Draft
from rbo.receipts.payment.choice import Lack, payment_code_of


def code_words(draft: Draft) -> str:
    """What clients can scan on *draft*."""
    words = {
        PaymentCode.SWISS: _("Open receipts carry a Swiss QR code to scan and pay."),
        PaymentCode.EPC: _("Open receipts carry a payment code for euro (EPC)."),
        Lack.NO_IBAN: _("Without an IBAN receipts carry no payment code."),
        Lack.NO_ADDRESS: _("No payment code yet: the Swiss QR code needs your postal code and town."),
        Lack.OTHER_CURRENCY: _no_code_for(draft.currency),
    }
    return str(words.get(payment_code_of(draft), _("Receipts carry no payment code.")))


def _no_code_for(currency: str) -> str:
    words = {
        "CHF": _("No payment code: for CHF it needs an IBAN from Switzerland or Liechtenstein."),
        "EUR": _("No payment code: for EUR it needs an IBAN from a country of the SEPA area."),
    }
    other = _("No payment code: there is none for %(currency)s. The IBAN is printed.", currency=currency)
    return str(words.get(currency, other))
