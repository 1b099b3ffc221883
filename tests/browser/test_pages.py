"""Every page in both languages and themes, from a phone to a wide desk, with an empty book and a full one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from rbo.stringers.models import Locale, Stringer
from tests.browser import kit, pages

BOOKS = {"empty": pages.empty_book, "full": pages.full_book}
VIEWS: dict[Locale, dict[int, Literal["light", "dark"]]] = {
    Locale.EN: {375: "light", 1280: "dark"},
    Locale.DE: {375: "dark", 1280: "light"},
}
ZOOMED_PX = 320  # what is left of a desk's screen at 400 %
WIDTHS_PX = (360, 390, 768, 1440)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("locale", list(Locale))
def test_every_page_can_be_read_and_hit(
    app: Flask, anna: Stringer, signed_in: Callable[..., BrowserContext], book: str, locale: Locale
) -> None:
    pages.speak(anna, locale)
    pages.promote(anna)
    page = signed_in(has_touch=True, reduced_motion="reduce").new_page()
    complaints = listened(page)

    wrong = []
    for address in BOOKS[book](app):
        kit.open_page(page, address)
        faults = unreadable(page, locale) + ([] if address.endswith(pages.PAPER) else unfit(page))
        wrong += [f"{address}: {fault}" for fault in faults]

    assert wrong + complaints == []


def unreadable(page: Page, locale: Locale) -> list[str]:
    """What axe finds, on a phone in one theme and on a desk in the other."""
    found = []
    for width, theme in VIEWS[locale].items():
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        found += [f"at {width}, {theme}: {fault}" for fault in kit.faults(page)]
    return found


def unfit(page: Page) -> list[str]:
    """What scrolls sideways, and what is too small for a thumb."""
    found = []
    for width in (ZOOMED_PX, *WIDTHS_PX):
        page.set_viewport_size({"width": width, "height": 740})
        if kit.too_wide(page):
            found.append(f"{kit.too_wide(page)} px too wide at {width}")
        if width != ZOOMED_PX:
            found += [f"at {width}: {aim}" for aim in kit.too_small(page)]
    return found


def listened(page: Page) -> list[str]:
    """What breaks on *page* from now on: the content security policy, or a script."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    return complaints
