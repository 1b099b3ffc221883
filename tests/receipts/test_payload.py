"""What the payment codes say, whatever stands in the book."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbo.receipts.draft import Business
from rbo.receipts.payment import epc, swiss
from rbo.receipts.payment.latin import ALLOWED, latin
from tests.receipts.codes import epc_fields, swiss_fields
from tests.receipts.samples import in_euro, in_francs

LIMITS = {
    "name": 70,
    "street": 70,
    "house_number": 16,
    "postal_code": 16,
    "town": 35,
    "country": 2,
    "amount": 12,
    "message": 140,
}
typed = st.text(min_size=1, max_size=200) | st.text("Zoë Müller’s—Ł€\n\t…", min_size=1, max_size=200)
businesses = st.builds(
    Business,
    display_name=typed,
    business_name=st.none() | typed,
    street=st.none() | typed,
    house_number=st.none() | typed,
    postal_code=typed,
    town=typed,
    country=st.just("CH"),
)
plain = st.text(sorted(ALLOWED - {" "}), min_size=1, max_size=16)
prices = st.decimals("0.01", "99999999.99", places=2)
in_context = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@in_context
@given(business=businesses, price=prices, message=typed)
def test_a_swiss_code_keeps_to_letters_and_lengths_of_the_standard(board, business, price, message):
    draft = replace(in_francs, business=business, labour_price=price)
    payload = swiss.payload(draft, message)
    fields = swiss_fields(payload)

    assert {name for name, most in LIMITS.items() if len(fields[name]) > most} == set()
    assert set(payload) - ALLOWED <= {"\n"}
    assert payload.encode("latin-1")
    assert len(payload) <= 997
    assert fields["amount"] == f"{draft.total:.2f}"
    assert (fields["qr_type"], fields["kind"], fields["trailer"]) == ("SPC", "S", "EPD")


@in_context
@given(business=businesses, price=prices, message=typed)
def test_an_epc_code_keeps_to_its_331_bytes(board, business, price, message):
    draft = replace(in_euro, business=business, labour_price=price)
    payload = epc.payload(draft, message)
    fields = epc_fields(payload)

    assert len(payload.encode()) <= 331
    assert set(payload) - ALLOWED <= {"\n"}
    assert len(fields["name"]) <= 70
    assert len(fields["message"]) <= 140
    assert fields["amount"] == f"EUR{draft.total:.2f}"


@in_context
@given(name=plain, street=plain, number=plain, postal_code=plain, town=plain, message=plain)
def test_what_fits_comes_back_as_it_was_typed(board, name, street, number, postal_code, town, message):
    business = Business(
        display_name=name,
        street=street,
        house_number=number,
        postal_code=postal_code,
        town=town,
        country="LI",
    )
    swiss_code = swiss_fields(swiss.payload(replace(in_francs, business=business), message))
    epc_code = epc_fields(epc.payload(replace(in_euro, business=business), message))

    back = [
        swiss_code[field] for field in ("name", "street", "house_number", "postal_code", "town", "country")
    ]
    assert back == [name, street, number, postal_code, town, "LI"]
    assert (swiss_code["message"], epc_code["message"], epc_code["name"]) == (message, message, name)


def test_a_long_euro_name_leaves_the_message_what_is_left(board):
    long = replace(in_euro, business=Business(display_name="Ö" * 90))
    payload = epc.payload(long, "ü" * 200)

    assert epc_fields(payload)["name"] == "Ö" * 70
    assert 330 <= len(payload.encode()) <= 331
    assert set(epc_fields(payload)["message"]) == {"ü"}


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Anna’s “Strings” – Zoë & Søn…", 'Anna\'s "Strings" - Zoë & Son...'),
        ("Łódź, Çeşme, Æbleø, Grœn, ẞ ß", "Lódz, Çesme, AEbleo, Groen, SS ß"),
        ("Zu\u0308rich\n\tWest", "Zürich West"),
        ("王伟 Tennis 😀", "Tennis"),
        ("½ € ^ ﬁ × |", "1/2 EUR fi x /"),
        (None, ""),
    ],
)
def test_letters_a_bank_does_not_read_are_written_out(text, spelled):
    assert latin(text, 70) == spelled
