"""Which receipt carries a payment code, and what the others lack."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbo.platform.iban import PaymentCode
from rbo.receipts.paper.payment import payment
from rbo.receipts.payment.choice import Lack, payment_code_of
from tests.receipts.samples import in_euro, in_francs

QR_IBAN = "CH44 3199 9123 0008 8901 2"
business = in_francs.business
REDO = {
    "labour_price": Decimal(0),
    "main": replace(in_francs.main, price=Decimal(0)),
    "cross": replace(in_francs.cross, price=Decimal(0)),
}
LACKING = [
    ({"paid_at": date(2026, 11, 13)}, Lack.NOTHING_OPEN),
    (REDO, Lack.NOTHING_OPEN),
    ({"extras": (("Gift", Decimal("-60.00")),)}, Lack.NOTHING_OPEN),
    ({"labour_price": Decimal("999999999.99")}, Lack.TOO_MUCH),
    ({"iban": None}, Lack.NO_IBAN),
    ({"iban": "CH93 0076 2011 6238 5295 8"}, Lack.BAD_IBAN),
    ({"iban": QR_IBAN}, Lack.QR_IBAN),
    ({"iban": in_euro.iban}, Lack.OTHER_CURRENCY),
    ({"currency": "USD"}, Lack.OTHER_CURRENCY),
    ({"business": replace(business, display_name="王伟 😀")}, Lack.NO_NAME),
    ({"business": replace(business, postal_code=None)}, Lack.NO_ADDRESS),
    ({"business": replace(business, town=" ")}, Lack.NO_ADDRESS),
    ({"business": replace(business, country="Schweiz")}, Lack.NO_ADDRESS),
]


def test_an_open_amount_in_francs_has_a_swiss_code_and_one_in_euro_an_epc_code(board):
    assert payment_code_of(in_francs) is PaymentCode.SWISS
    assert payment_code_of(in_euro) is PaymentCode.EPC


def test_euro_need_no_address(board):
    nowhere = replace(business, postal_code=None, town=None, country=None)

    assert payment_code_of(replace(in_euro, business=nowhere)) is PaymentCode.EPC


@pytest.mark.parametrize(("change", "lack"), LACKING)
def test_without_one_of_these_there_is_no_code(board, change, lack):
    draft = replace(in_francs, **change)

    assert payment_code_of(draft) is lack
    assert payment(draft, "2026-0147").code is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    iban=st.text(max_size=40) | st.from_regex(r"[A-Z]{2}[0-9]{2}[A-Z0-9 ]{1,40}"),
    currency=st.text(max_size=3),
)
def test_no_stored_account_number_breaks_a_receipt(board, iban, currency):
    draft = replace(in_francs, iban=iban, currency=currency)

    assert isinstance(payment_code_of(draft), Lack | PaymentCode)
    assert payment(draft, "2026-0147").amount
