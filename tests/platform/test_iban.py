"""Account numbers as people type them, and what can be paid with them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbo.platform.iban import BadIban, PaymentCode, QrIban, check_iban, grouped, payment_code

SWISS, GERMAN, LIECHTENSTEIN = "CH9300762011623852957", "DE89370400440532013000", "LI21088100002324013AA"
QR, FIRST_QR, AFTER_QR = "CH4431999123000889012", "CH7730000001250094239", "CH5332000000000000000"


@pytest.fixture(autouse=True)
def words(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize("typed", [SWISS, "ch93 0076 2011 6238 5295 7", " CH93-0076-2011-6238-5295-7 "])
def test_spaces_and_small_letters_are_forgiven(typed):
    assert check_iban(typed) == SWISS


@pytest.mark.parametrize("number", [SWISS, GERMAN, LIECHTENSTEIN, AFTER_QR, "FR7630006000011234567890189"])
def test_numbers_of_other_countries_are_taken(number):
    assert check_iban(number) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("CH9300762011623852958", "typing error"),
        ("CH3900762011623852957", "typing error"),
        ("DE8937040044O532013000", "typing error"),
        ("XX9300762011623852957", "two letters of its country"),
        ("9300762011623852957", "two letters of its country"),
        ("", "two letters of its country"),
        ("CH٩٣00762011623852957", "two letters of its country"),
        ("CH930076201162385295", "21 characters, this one has 20"),
        ("CH", "21 characters, this one has 2"),
    ],
)
def test_a_number_that_no_account_has_is_refused(typed, said):
    with pytest.raises(BadIban, match=said):
        check_iban(typed)


@pytest.mark.parametrize("number", [QR, FIRST_QR])
def test_a_qr_iban_is_refused_with_what_to_enter_instead(number):
    with pytest.raises(QrIban, match="ordinary IBAN of the same account"):
        check_iban(number)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_taken_or_refused(typed):
    try:
        number = check_iban(typed)
    except BadIban:
        return
    assert number.isascii()


@given(st.integers(0, 20), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(place, digit):
    typed = SWISS[:place] + digit + SWISS[place + 1 :]
    if typed == SWISS:
        return
    with pytest.raises(BadIban):
        check_iban(typed)


@pytest.mark.parametrize(
    ("currency", "number", "code"),
    [
        ("CHF", SWISS, PaymentCode.SWISS),
        ("CHF", LIECHTENSTEIN, PaymentCode.SWISS),
        ("CHF", GERMAN, None),
        ("EUR", GERMAN, PaymentCode.EPC),
        ("EUR", SWISS, PaymentCode.EPC),
        ("EUR", "AE070331234567890123456", None),
        ("USD", SWISS, None),
        ("CHF", "", None),
        ("EUR", None, None),
    ],
)
def test_currency_and_country_decide_on_the_payment_code(currency, number, code):
    assert payment_code(currency, number) is code


def test_a_number_is_shown_in_groups_of_four():
    assert grouped(SWISS) == "CH93 0076 2011 6238 5295 7"
