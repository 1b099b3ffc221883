"""The main job, from the door to the client's mailbox."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import httpx
import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from rbo.stringers.models import Locale
from tests.faults.kit import wait_for
from tests.journeys.conftest import PASSWORD

MM = 72 / 25.4
A4_MM = (210, 297)
MARGIN_MM, WIDTH_MM, HEIGHT_MM = 12, 93, 136.5
COUNT_TAPS = """addEventListener("pointerdown", (event) => {
  if (event.isTrusted) sessionStorage.taps = Number(sessionStorage.taps || 0) + 1;
}, true)"""


@pytest.mark.parametrize("locale", [Locale.EN, Locale.DE])
def test_from_sign_in_to_the_mailed_receipt(phone, site, post, word, a_stringer_with_password, locale):
    def _(text: str) -> str:
        return str(word(locale, text))

    email = a_stringer_with_password(locale)
    page = phone(locale)
    sign_in(page, email, _)
    take_in_a_new_client(page, _)
    page.get_by_role("button", name=_("Mark strung")).first.click()
    wait_for(lambda: post.letters, 30)

    (letter,) = post.letters
    assert letter["To"] == "lena@example.com"
    with pdfplumber.open(io.BytesIO(paper_of(letter))) as pdf:
        (sheet,) = pdf.pages
        assert [round(side / MM) for side in (sheet.width, sheet.height)] == list(A4_MM)
        left, top = MARGIN_MM * MM, MARGIN_MM * MM
        visible = sheet.crop((left, top, left + WIDTH_MM * MM, top + HEIGHT_MM * MM)).extract_text()
    assert "53.00" in visible
    assert "Lena Muster" in visible
    page.reload()
    expect(page.get_by_text("lena@example.com").first).to_be_visible()


def test_a_known_client_needs_few_taps(phone, site, post, word, a_stringer_with_password):
    def _(text: str) -> str:
        return str(word(Locale.EN, text))

    page = phone(Locale.EN)
    sign_in(page, a_stringer_with_password(Locale.EN), _)
    take_in_a_new_client(page, _)
    page.add_init_script(COUNT_TAPS)
    page.goto("/")
    page.get_by_role("link", name="Add stringjob").last.click()
    page.get_by_role("link", name="Lena Muster").click()
    page.get_by_role("button", name="Save as strung").click()

    expect(page).to_have_url(f"{site}/orders/2")
    wait_for(lambda: post.letters, 30)
    assert 1 <= taps_of(page) <= 4


def test_what_it_sends_comes_packed(site):
    asked_by_a_page = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=site, headers=asked_by_a_page) as browser:
        page = browser.get("/sign-in")
        style = browser.get(re.search(r'<link rel="stylesheet" href="([^"]+)"', page.text)[1])
        again = browser.get(style.url, headers={"If-None-Match": style.headers["ETag"]})

    for answer in (page, style):
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.num_bytes_downloaded < len(answer.content) / 2
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", style.headers["ETag"])


def taps_of(page: Page) -> int:
    """How often the page was tapped since it began to count."""
    return int(page.evaluate("sessionStorage.taps || 0"))


def sign_in(page: Page, email: str, _: Callable[[str], str]) -> None:
    """By password, on the sign-in page."""
    page.goto("/")
    page.get_by_label(_("Email")).fill(email)
    page.get_by_label(_("Password")).fill(PASSWORD)
    page.get_by_role("button", name=_("Sign in")).click()
    expect(page.get_by_role("heading", name=_("Today"), exact=True)).to_be_visible()


def take_in_a_new_client(page: Page, _: Callable[[str], str]) -> None:
    """Client, racket and job on one page: 25.00 labour, 28.00 strings."""
    page.get_by_role("link", name=_("Add stringjob")).last.click()
    page.get_by_role("link", name=_("New client")).click()
    for name, typed in (
        ("first_name", "Lena"),
        ("last_name", "Muster"),
        ("email", "lena@example.com"),
        ("racket_name", "Babolat Pure Aero 98"),
        ("main_string", "Solinco Hyper-G 1.20"),
        ("main_tension", "24"),
        ("set_price", "28"),
    ):
        page.locator(f"[name='{name}']").fill(typed)
    page.get_by_role("button", name=_("Save as ordered")).click()
    expect(page.get_by_role("heading", name="Lena Muster")).to_be_visible()


def paper_of(letter) -> bytes:
    """The PDF in a mail."""
    papers = (part for part in letter.walk() if part.get_content_type() == "application/pdf")
    return bytes(next(papers).get_payload(decode=True))
