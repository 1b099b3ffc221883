"""From an invitation to an open book in a real browser, and the pages before signing in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from rbo.auth import service
from tests.browser import kit

NEW = "new@example.org"
PASSWORD = "Gut-bespannt-98"
NEW_JOB = {
    "first_name": "Lena",
    "last_name": "Muster",
    "racket_name": "Babolat Pure Aero 98",
    "main_string": "Solinco Hyper-G 1.20",
    "main_tension": "24",
    "set_price": "28",
}


@pytest.fixture
def invited(app: Flask, database: dict[str, str], redis_url: str) -> Callable[[], str]:
    """Gives the way in that an invitation's letter carries."""

    def way_in() -> str:
        with app.app_context():
            return urlsplit(service.first_admin(NEW, "en"))._replace(scheme="", netloc="").geturl()

    return way_in


@pytest.fixture(params=["light", "dark"])
def stranger(
    browser: Browser, base_url: str, invited: object, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """A phone that was never here, in either theme."""
    context = browser.new_context(
        base_url=base_url,
        viewport={"width": 375, "height": 800},
        has_touch=True,
        color_scheme=request.param,
        locale="en",
    )
    yield context.new_page()
    context.close()


def test_an_invited_stringer_opens_the_book_and_comes_back_by_password(
    stranger: Page, invited: Callable[[], str]
) -> None:
    stranger.goto(invited())
    assert kit.faults(stranger) == []
    stranger.get_by_role("button", name="Sign in").click()

    stranger.get_by_role("button", name="Open my book").click()
    expect(stranger.get_by_text("Enter the name your clients know you by.")).to_be_visible()
    assert kit.faults(stranger) == []
    stranger.get_by_label("Your name on receipts").fill("Neu’s Saiten")
    stranger.get_by_label("Password").fill(PASSWORD)
    stranger.get_by_role("button", name="Open my book").click()
    expect(stranger.get_by_text("Your book is open.")).to_be_visible()

    stranger.context.clear_cookies()
    stranger.goto("/settings")
    stranger.get_by_label("Email").fill(NEW)
    stranger.get_by_label("Password").fill(PASSWORD)
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_label("Your name on receipts")).to_have_value("Neu’s Saiten")
    assert kit.faults(stranger) == []


def test_the_pages_before_signing_in_are_easy_to_read_and_to_hit(stranger: Page) -> None:
    stranger.goto("/sign-in")
    assert (kit.faults(stranger), kit.too_wide(stranger), kit.too_small(stranger)) == ([], 0, [])

    stranger.get_by_label("Email").fill(NEW)
    stranger.get_by_label("Password").fill("Wrong-horse-7-battery")
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_text("do not belong together")).to_be_visible()
    assert (kit.faults(stranger), kit.too_small(stranger)) == ([], [])

    stranger.get_by_role("button", name="Mail me a link").click()
    expect(stranger.get_by_role("heading", name="Look at your mail")).to_be_visible()
    assert (kit.faults(stranger), kit.too_small(stranger)) == ([], [])

    stranger.goto("/auth/callback?token_hash=used&type=magiclink")
    stranger.get_by_role("button", name="Sign in").click()
    expect(stranger.get_by_role("heading", name="This link is used up")).to_be_visible()
    assert (kit.faults(stranger), kit.too_small(stranger)) == ([], [])


def test_without_a_script_the_whole_way_is_open(
    browser: Browser, base_url: str, invited: Callable[[], str]
) -> None:
    context = browser.new_context(base_url=base_url, locale="en", java_script_enabled=False)
    page = context.new_page()
    page.goto(invited())
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Your name on receipts").fill("Neu’s Saiten")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open my book").click()
    context.clear_cookies()

    page.goto("/sign-in")
    page.get_by_label("Email").fill(NEW)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto("/orders/new?client=new")
    for name, typed in NEW_JOB.items():
        page.locator(f"[name='{name}']").fill(typed)
    page.get_by_role("button", name="Save as ordered").click()
    page.get_by_role("button", name="Mark strung").first.click()
    expect(page.get_by_role("link", name="Open PDF")).to_be_visible()
    page.goto("/orders/1/receipt")
    expect(page.get_by_text("Lena Muster").first).to_be_visible()
    context.close()
