"""The main screens with the data of the demo; RBO_PICTURES names a folder for pictures of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from rbo.demo import loading
from rbo.demo.people import PASSWORD
from rbo.stringers.models import Locale
from tests.browser import kit

SIZES_PX = {375: 812, 1280: 900}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
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
        context = browser.new_context(base_url=base_url, reduced_motion="reduce")
        page = context.new_page()
        sign_in(page, ACCOUNT[locale])
        for name, address in {**SCREENS, "stringjob": first_client(page), "client": first_card(page)}.items():
            kit.open_page(page, address)
            photograph(page, f"{name}-{locale}")
        context.close()


def photograph(page: Page, name: str) -> None:
    """Keep pictures of *page* in both sizes and themes, where somebody wants to look at them."""
    folder = os.environ.get("RBO_PICTURES")
    if not folder:
        return
    for width, height in SIZES_PX.items():
        page.set_viewport_size({"width": width, "height": height})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=Path(folder) / f"{name}-{width}-{theme}.png", full_page=True)


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
