"""The receipt beside the settings: what is typed is on it, and none of it is saved."""

from __future__ import annotations

import html
import re

import pytest

from rbo.platform.db import db
from rbo.stringers import queries, service
from rbo.stringers.models import Locale
from tests.browsers import fields
from tests.stringers.pictures import a_logo

PAGE, PREVIEW = "/settings", "/settings/preview"
HTMX = {"HX-Request": "true"}
IBAN = "CH93 0076 2011 6238 5295 7"


def typed(browser, **values):
    sent = fields(browser.get(PAGE).text, PAGE) | values
    return browser.post(PREVIEW, data=sent, headers=HTMX)


def sheet(answer):
    """The page in the frame."""
    assert answer.status_code == 200
    return html.unescape(re.search(r'srcdoc="([^"]*)"', answer.text)[1])


def test_what_is_typed_is_on_the_receipt(anna, annas):
    page = sheet(typed(annas, display_name="Saiten & Söhne", currency="EUR", default_labour_price="31.25"))

    assert "Saiten &amp; Söhne" in page
    assert "EUR" in page
    assert "59.25" in page


def test_nothing_of_it_is_saved(anna, annas):
    typed(annas, display_name="Saiten & Söhne", iban=IBAN)

    db.session.rollback()
    db.session.expire_all()
    assert (queries.mine().display_name, queries.mine().iban) == ("Anna’s Strings", "")


def test_where_a_field_is_no_good_the_saved_value_stands(anna, annas):
    page = sheet(typed(annas, display_name="x" * 81, default_labour_price="much", town="Bern"))

    assert "Anna’s Strings" in page
    assert "53.00" in page
    assert "Bern" in page


@pytest.mark.parametrize(("locale", "words"), [("en", "Thanks!"), ("de", "Danke!")])
def test_each_language_shows_its_own_thank_you(anna, annas, locale, words):
    thanks = {"receipt_thankyou_text-en": "Thanks!", "receipt_thankyou_text-de": "Danke!"}

    page = sheet(typed(annas, sheet=locale, **thanks))

    assert f'<html lang="{locale}"' in page
    assert words in page


@pytest.mark.parametrize("locale", ["", "fr", "x" * 1000])
def test_an_unknown_language_is_that_of_the_settings(anna, annas, locale):
    assert f'<html lang="{Locale.EN}"' in sheet(typed(annas, sheet=locale))


def test_the_words_at_the_iban_follow(anna, annas):
    answer = typed(annas, iban=IBAN, postal_code="8001", town="Zürich")

    assert (
        '<p class="hint" id="iban-hint" hx-swap-oob="true">Open receipts carry a Swiss QR code' in answer.text
    )


def test_an_unfinished_iban_is_explained(anna, annas):
    assert "21 characters, this one has 6" in typed(annas, iban="CH93 00").text


def test_the_tension_is_shown_in_the_unit_that_was_chosen(anna, annas):
    page = sheet(typed(annas, default_tension_unit="lb"))

    assert "53.0 lb" in page


def test_the_logo_that_is_kept_is_shown(anna, annas):
    service.change_logo(queries.mine(), a_logo())
    db.session.commit()

    assert "data:image/png;base64," in sheet(typed(annas))


def test_markup_in_a_name_stays_text(anna, annas):
    answer = typed(annas, display_name="<script>alert(1)</script>")

    assert "<script" not in sheet(answer).replace("&lt;script", "")
    assert "<script>alert" not in answer.text


def test_the_frame_may_run_nothing(anna, annas):
    assert 'sandbox="allow-same-origin"' in typed(annas).text


def test_without_javascript_it_opens_as_a_page_of_its_own(anna, annas):
    sent = fields(annas.get(PAGE).text, PAGE) | {"town": "Bern"}

    answer = annas.post(PREVIEW, data=sent)

    assert answer.text.lstrip().startswith("<!DOCTYPE html>")
    assert "Bern" in answer.text
    assert "paper-screen.css" in answer.text


def test_the_saved_receipt_has_an_address(anna, annas):
    annas.fill(PAGE, town="Bern")

    page = annas.get(PREVIEW).text

    assert "Bern" in page
    assert "Lena Muster" in page


def test_each_sees_their_own(anna, annas, bens):
    annas.fill(PAGE, town="Hinterannaswil")

    assert "Hinterannaswil" not in bens.get(PREVIEW).text
