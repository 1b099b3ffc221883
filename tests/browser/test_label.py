"""The label of a racket: its code is read back from the drawn page, in any theme and on paper."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from rbo.platform.db import db
from rbo.stringers.models import Locale, Stringer
from tests.browser.test_pages import WIDTHS_PX, unreadable
from tests.make import a_client, an_order
from tests.receipts.codes import scanned, seen


@pytest.fixture
def label(anna: Stringer, phone: Page) -> Page:
    """Anna's phone, with a label that was just made."""
    number = an_order(a_client("Lena", "Muster")).number
    db.session.commit()
    phone.emulate_media(reduced_motion="reduce")
    phone.goto(f"/orders/{number}/links")
    phone.get_by_role("button", name="Make a label").click()
    expect(phone.locator(".label img")).to_be_visible()
    return phone


def test_the_code_leads_whoever_finds_the_racket_to_its_stringer_and_to_nothing_else(
    label, anna, browser, base_url
):
    codes = set()
    for theme in ("light", "dark"):
        label.emulate_media(color_scheme=theme)
        codes |= set(scanned(picture_of(label)))
    codes |= set(scanned(seen(label.pdf(), 200)))

    (code,) = codes
    finders = browser.new_page(base_url=base_url)
    finders.goto(code[code.index("/j/") :])
    expect(finders.get_by_role("heading", level=1)).to_contain_text(anna.display_name)
    expect(finders.get_by_role("link", name=anna.email)).to_be_visible()
    said = finders.locator("main").inner_text()
    finders.context.close()
    for secret in ("Lena", "Muster", "Babolat", "53", "lena@example.com"):
        assert secret not in said


def test_paper_carries_the_label_alone(label):
    label.emulate_media(media="print")

    expect(label.locator(".label")).to_be_visible()
    for rest in (label.locator("nav").first, label.get_by_role("button", name="Make a link")):
        expect(rest).to_be_hidden()


def test_what_was_just_made_can_be_read_and_hit(label):
    wrong = unreadable(label, Locale.EN, fits_in=WIDTHS_PX)
    label.get_by_role("button", name="Make a link").click()
    expect(label.locator("#address")).to_have_value(re.compile("/j/"))

    assert wrong + unreadable(label, Locale.EN, fits_in=WIDTHS_PX) == []


def test_what_is_shown_once_is_printed_by_a_button_and_the_link_copied(label):
    label.evaluate("window.print = () => { window.printed = true; }")
    label.get_by_role("button", name="Print").click()
    assert label.evaluate("window.printed")
    label.context.grant_permissions(["clipboard-read", "clipboard-write"])
    label.get_by_role("button", name="Make a link").click()
    expect(label.get_by_role("button", name="Print")).to_be_visible()

    label.get_by_role("button", name="Copy").click()

    expect(label.get_by_role("button", name="Copied")).to_be_visible()
    expect(label.locator("#address")).to_have_value(label.evaluate("navigator.clipboard.readText()"))


def picture_of(page: Page) -> Image.Image:
    """What a camera in front of the phone sees."""
    return Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
