"""All settings on one page: everything is kept, or nothing and what was typed."""

from __future__ import annotations

import re

import pytest

from rbo.platform.db import db
from rbo.stringers import queries
from rbo.stringers.models import Locale, TensionUnit, Theme
from tests.browsers import fields
from tests.desk.statements import counted
from tests.each import each

PAGE = "/settings"
IBAN, GERMAN_IBAN, QR_IBAN = "CH93 0076 2011 6238 5295 7", "DE89370400440532013000", "CH4431999123000889012"
MOST_STATEMENTS = 6


def now():
    """The stringer as the next request would find her."""
    db.session.rollback()
    db.session.expire_all()
    return queries.mine()


def around(page, word):
    """What a page says from *word* on, up to the end of its section."""
    return page.partition(f'id="{word}"')[2].partition("</section>")[0]


def test_everything_is_kept(anna, annas):
    typed = {
        "display_name": "Annas Saiten",
        "street": "Seeweg",
        "receipt_thankyou_text-en": "Thanks!",
        "receipt_thankyou_text-de": "Danke.\r\nBis bald.",
        "iban": IBAN.lower(),
        "default_locale": "de",
        "timezone": "Europe/Vienna",
        "currency": "EUR",
        "default_tension_unit": "lb",
        "default_labour_price": "27,50",
        "theme": "dark",
    }

    assert annas.fill(PAGE, **typed).location == PAGE

    me = now()
    assert (me.display_name, me.street, me.timezone, me.currency) == (
        "Annas Saiten",
        "Seeweg",
        "Europe/Vienna",
        "EUR",
    )
    assert me.receipt_thankyou_text == {"en": "Thanks!", "de": "Danke.\nBis bald."}
    assert (me.iban, str(me.default_labour_price)) == ("CH9300762011623852957", "27.50")
    assert (me.default_locale, me.default_tension_unit, me.theme) == (Locale.DE, TensionUnit.LB, Theme.DARK)


def test_sent_as_it_stands_nothing_changes(anna, annas):
    annas.fill(PAGE, iban=IBAN, **{"receipt_thankyou_text-en": "One\nTwo"})
    before = {
        column: getattr(now(), column)
        for column in ("iban", "receipt_thankyou_text", "shortcuts_on", "version")
    }

    annas.fill(PAGE)

    assert {column: getattr(now(), column) for column in before} == before


@each(
    ("typed", "told"),
    [
        ({"display_name": " "}, "Enter the name your clients know you by."),
        ({"business_name": "x" * 81}, "Shorten this to 80 characters."),
        ({"receipt_thankyou_text-de": "x" * 161}, "Shorten this to 160 characters."),
        ({"iban": "CH93 0076 2011 6238 5295 8"}, "This IBAN has a typing error."),
        ({"iban": "CH93 0076"}, "21 characters, this one has 8"),
        ({"iban": "XX93 0076"}, "two letters of its country"),
        ({"iban": QR_IBAN}, "This is a QR-IBAN. Enter the ordinary IBAN"),
        ({"currency": "XXX"}, "Not a valid choice"),
        ({"theme": "pink"}, "Invalid Choice"),
        ({"default_labour_price": "much"}, "Enter a number like 24.5."),
    ],
)
def test_one_bad_field_loses_nothing_of_the_others(anna, annas, typed, told):
    answer = annas.fill(PAGE, **({"street": "Seeweg", "iban": IBAN} | typed))

    assert answer.status_code == 422
    assert told in answer.text
    assert "Your entries are kept." in answer.text
    kept = fields(answer.text, PAGE)
    assert kept["street"] == "Seeweg"
    assert kept["iban"] == typed.get("iban", IBAN)
    assert now().street == ""


def test_what_the_form_does_not_ask_cannot_be_set(anna, annas):
    before = now()

    annas.fill(
        PAGE,
        role="admin",
        email="evil@example.org",
        status="finalized",
        logo="x",
        deactivated_at="2026-01-01",
    )

    after = now()
    assert (after.role, after.email, after.status, after.logo, after.deactivated_at) == (
        before.role,
        before.email,
        before.status,
        None,
        None,
    )


def test_two_windows_never_overwrite_each_other(anna, annas):
    """U-43: the second sees what the first saved, next to what it typed; the next try is about that."""
    mine = fields(annas.get(PAGE).text, PAGE) | {"town": "Bern", "theme": "dark"}
    annas.fill(PAGE, phone="031 000 00 00", theme="light")

    answer = annas.post(PAGE, data=mine)

    assert answer.status_code == 409
    assert "Another window saved" in answer.text
    assert "In your book: 031 000 00 00" in answer.text
    assert "In your book: Light" in answer.text
    kept = fields(answer.text, PAGE)
    assert (kept["town"], kept["theme"]) == ("Bern", "dark")
    assert (now().town, now().phone) == ("", "031 000 00 00")
    assert annas.post(PAGE, data=kept | {"phone": "031 000 00 00"}).location == PAGE
    assert (now().town, now().phone) == ("Bern", "031 000 00 00")


@each("version", ["", "x", "-1", "²", "9" * 30, "9" * 5000])
def test_a_form_without_a_version_changes_nothing(anna, annas, version):
    assert annas.fill(PAGE, town="Bern", version=version).status_code == 409
    assert now().town == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Without an IBAN receipts carry no payment code."),
        ({"iban": IBAN}, "needs your postal code and town"),
        ({"iban": IBAN, "postal_code": "8001", "town": "Zürich"}, "Swiss QR code to scan and pay"),
        ({"iban": GERMAN_IBAN}, "an IBAN from Switzerland or Liechtenstein"),
        ({"iban": GERMAN_IBAN, "currency": "EUR"}, "payment code for euro"),
        ({"iban": "AE070331234567890123456", "currency": "EUR"}, "a country of the SEPA area"),
        ({"iban": IBAN, "currency": "USD"}, "there is none for USD"),
    ],
)
def test_the_page_says_which_payment_code_receipts_carry(anna, annas, typed, words):
    annas.fill(PAGE, **typed)

    assert words in around(annas.get(PAGE).text, "iban-hint")


def test_every_section_is_listed_and_there(anna, annas):
    page = annas.get(PAGE).text

    listed = re.findall(r'<a href="#(\w+)"', page.partition('class="sections"')[2].partition("</nav>")[0])
    assert len(listed) == 10
    assert all(f'id="{section}"' in page for section in listed)


def test_each_sees_and_changes_their_own(anna, annas, ben, bens):
    annas.fill(PAGE, display_name="Annas Saiten", iban=IBAN)

    page = bens.get(PAGE).text
    assert "Annas" not in page
    assert IBAN not in page
    bens.fill(PAGE, town="Bern")
    assert now().town == ""


def test_the_page_asks_the_database_little(anna, annas):
    with counted() as statements:
        annas.get(PAGE)

    assert len(statements) <= MOST_STATEMENTS, statements


def test_another_language_is_spoken_from_the_first_word_on(annas):
    annas.fill(PAGE, default_locale="de")

    assert "Einstellungen gespeichert." in annas.get(PAGE).text
