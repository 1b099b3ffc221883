"""Every page, in both languages and themes, on a phone and on a desk, with an empty book and a full one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage

from rbo.stringers.models import Locale, Stringer
from tests.browser import kit, pages

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BOOKS = {"empty": pages.empty_book, "full": pages.full_book}
ZOOMED_PX = 320  # what is left of a desk's screen at 400 %
WIDTHS_PX = (360, 390, 768, 1280, 1440)
Contexts = Callable[..., BrowserContext]


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(("book", "width"), [("empty", 375), ("full", 375), ("full", 1280)])
def test_axe_finds_nothing(
    app: Flask, anna: Stringer, signed_in: Contexts, book: str, width: int, locale: Locale
) -> None:
    pages.speak(anna, locale)
    page = signed_in(viewport={"width": width, "height": 800}, reduced_motion="reduce").new_page()

    found = []
    for address in BOOKS[book](app):
        kit.open_page(page, address)
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found += [f"{address} {theme}: {fault}" for fault in kit.faults(page)]

    assert found == []


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("locale", list(Locale))
def test_nothing_scrolls_sideways_and_everything_can_be_hit(
    app: Flask, anna: Stringer, signed_in: Contexts, book: str, locale: Locale
) -> None:
    pages.speak(anna, locale)
    page = signed_in(has_touch=True).new_page()

    wrong = []
    for address in pages.on_screen(BOOKS[book](app)):
        kit.open_page(page, address)
        for width in (ZOOMED_PX, *WIDTHS_PX):
            page.set_viewport_size({"width": width, "height": 740})
            if kit.too_wide(page):
                wrong.append(f"{address} is {kit.too_wide(page)} px too wide at {width}")
            if width != ZOOMED_PX:
                wrong += [f"{address} at {width}: {aim}" for aim in kit.too_small(page)]

    assert wrong == []


def test_nothing_breaks_the_content_security_policy(app: Flask, anna: Stringer, signed_in: Contexts) -> None:
    page = signed_in(viewport={"width": 375, "height": 800}).new_page()
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    for address in pages.full_book(app):
        kit.open_page(page, address)

    assert complaints == []
