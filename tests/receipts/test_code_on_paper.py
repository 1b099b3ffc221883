"""The payment code, scanned from the drawn page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rbo.receipts import pdf
from rbo.receipts.draft import Business
from rbo.receipts.paper.payment import message
from rbo.receipts.payment import epc, swiss
from tests.receipts.codes import WAYS, epc_fields, scanned, seen, swiss_fields, without_grey
from tests.receipts.page import figure_of, words_of
from tests.receipts.samples import hybrid, in_euro, in_francs

NUMBER = "2026-0147"
SAID = {"en": "Receipt 2026-0147 from Anna's Strings", "de": "Beleg 2026-0147 von Anna's Strings"}
EMPTY = {f"{who}_{number}": "" for who in ("final", "debtor") for number in range(7)}
LONGEST = "Ä" * 200
WHITE = 255


@pytest.mark.parametrize("locale", SAID)
@pytest.mark.parametrize("way", WAYS)
def test_a_swiss_code_says_field_by_field_what_is_to_be_paid(board, locale, way):
    (payload,) = scanned(WAYS[way](pdf.draw(in_francs, NUMBER, locale)))

    assert swiss_fields(payload) == EMPTY | {
        "qr_type": "SPC",
        "version": "0200",
        "coding": "1",
        "iban": "CH9300762011623852957",
        "kind": "S",
        "name": "Anna's Strings",
        "street": "Musterweg",
        "house_number": "4",
        "postal_code": "8000",
        "town": "Musterstadt",
        "country": "CH",
        "amount": "53.00",
        "currency": "CHF",
        "reference_type": "NON",
        "reference": "",
        "message": SAID[locale],
        "trailer": "EPD",
    }


@pytest.mark.parametrize("locale", SAID)
@pytest.mark.parametrize("way", WAYS)
def test_an_epc_code_says_field_by_field_what_is_to_be_paid(board, locale, way):
    (payload,) = scanned(WAYS[way](pdf.draw(in_euro, NUMBER, locale)))

    assert epc_fields(payload) == {
        "tag": "BCD",
        "version": "002",
        "charset": "1",
        "kind": "SCT",
        "bic": "",
        "name": "Anna's Strings",
        "iban": "DE89370400440532013000",
        "amount": "EUR53.00",
        "purpose": "",
        "reference": "",
        "message": SAID[locale],
    }


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("draft", "payload"), [(in_francs, swiss.payload), (in_euro, epc.payload)])
def test_the_longest_names_can_still_be_scanned(board, way, draft, payload):
    everywhere = dict.fromkeys(("display_name", "street", "house_number", "postal_code", "town"), LONGEST)
    draft = replace(draft, business=Business(**everywhere, country="CH"))

    found = scanned(WAYS[way](pdf.draw(draft, NUMBER, "en")))

    assert found == [payload(draft, message(draft, NUMBER))]


@pytest.mark.parametrize("draft", [hybrid, replace(in_francs, iban=None), replace(in_francs, currency="USD")])
def test_without_a_code_the_paper_shows_none_and_says_nothing_of_it(board, draft):
    drawn = pdf.draw(draft, NUMBER, "en")

    assert figure_of(drawn) is None
    assert "Scan" not in [word.text for word in words_of(drawn)]


@pytest.mark.parametrize("draft", [in_francs, in_euro])
def test_the_code_is_46_mm_wide_with_5_mm_of_white_around_it(board, draft):
    drawn = pdf.draw(draft, NUMBER, "en")
    code = figure_of(drawn)

    assert code.right - code.left == pytest.approx(46, abs=0.01)
    assert code.bottom - code.top == pytest.approx(46, abs=0.01)
    assert [word.text for word in words_of(drawn) if word.shares_mm2(code.grown(4.9))] == []


def test_the_swiss_cross_stands_in_the_middle_of_the_swiss_code_alone(board):
    assert has_cross(pdf.draw(in_francs, NUMBER, "en"))
    assert not has_cross(pdf.draw(in_euro, NUMBER, "en"))


def has_cross(drawn: bytes) -> bool:
    """Whether the middle 7 mm are a white frame, a black square and a white cross."""
    page, dots, middle = without_grey(seen(drawn, 300)), 300 / 25.4, middle_of(drawn)

    def is_white(right_mm: float, down_mm: float) -> bool:
        at = (round((middle[0] + right_mm) * dots), round((middle[1] + down_mm) * dots))
        return page.getpixel(at) == WHITE

    sides = [step / 10 for step in range(-32, 33)]
    frame = [
        is_white(*at) for side in sides for at in ((side, 3.25), (side, -3.25), (3.25, side), (-3.25, side))
    ]
    corners = [is_white(x, y) for x in (-1.8, 1.8) for y in (-1.8, 1.8)]
    arms = [is_white(*at) for at in ((0, 0), (1.6, 0), (-1.6, 0), (0, 1.6), (0, -1.6))]
    return all(frame) and not any(corners) and all(arms)


def middle_of(drawn: bytes) -> tuple[float, float]:
    """The middle of the code, in millimetres."""
    code = figure_of(drawn)
    assert code is not None
    return (code.left + code.right) / 2, (code.top + code.bottom) / 2
