"""The main screens with the data of the demo, and pictures of them where somebody wants to look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from rbo.demo import loading
from rbo.demo.people import PASSWORD
from rbo.stringers.models import Locale
from tests.browser import kit
from tests.browser.pictures import photograph
from tests.browser.test_pages import BROWSERS_SPEAK

ACCOUNT = {Locale.DE: "anna@demo.example", Locale.EN: "ben@demo.example"}
SCREENS = {
    "today": "/",
    "pick": "/orders/new",
    "orders": "/orders",
    "order": "/orders/30",
    "edit": "/orders/30/edit",
    "clients": "/clients",
    "catalogue": "/catalogue",
    "strings": "/catalogue/strings",
    "reports": "/reports",
    "settings": "/settings",
    "search": "/search?q=lena",
}


@pytest.mark.timeout(300)
def test_every_main_screen_opens_with_the_demo(ground: object, browser: Browser, base_url: str) -> None:
    loading.load()
    for locale in Locale:
        context = browser.new_context(
            base_url=base_url, reduced_motion="reduce", locale=BROWSERS_SPEAK[locale]
        )
        page = context.new_page()
        sign_in(page, ACCOUNT[locale])
        for name, address in {**SCREENS, "stringjob": first_client(page), "client": first_card(page)}.items():
            kit.visit(page, address)
            photograph(page, f"{name}-{locale}")
        context.close()


def sign_in(page: Page, email: str) -> None:
    """As a visitor of the demo does."""
    page.goto("/sign-in")
    page.locator("[name=email]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/")


def first_client(page: Page) -> str:
    """The address of Add stringjob for the client who came last."""
    page.goto("/orders/new")
    return page.locator("#found a[href*='client=']").first.get_attribute("href") or ""


def first_card(page: Page) -> str:
    """The address of the first client."""
    page.goto("/clients")
    return page.locator("main a[href^='/clients/']:not([href$='/new'])").first.get_attribute("href") or ""
