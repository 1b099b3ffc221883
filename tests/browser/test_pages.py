"""Every page in both languages and themes, from a phone to a wide desk: empty, full, and with mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import pytest
from flask import Flask
from playwright.sync_api import ConsoleMessage, Page

from rbo.stringers.models import Locale, Stringer
from tests.browser import kit, mistakes, pages, pictures
from tests.browser.answers import status_of

View = tuple[int, Literal["light", "dark"]]
VIEWS: dict[Locale, tuple[View, View]] = {
    Locale.EN: ((1280, "dark"), (375, "light")),
    Locale.DE: ((1440, "light"), (390, "dark")),
}
BROWSERS_SPEAK = {Locale.EN: "en-GB", Locale.DE: "de-CH"}
ZOOMED_PX = 320  # what is left of a desk's screen at 400 %
WIDTHS_PX = (390, 360, ZOOMED_PX, 768, 1440)
HEIGHT_PX = 800
ON_A_PAGE_OF_ITS_OWN = (  # a mistake that browsers prevent
    "/admin/people/",
    "/admin/stringers/",
    "/admin/outbox",
    "/outbox",
)


@pytest.mark.timeout(pictures.TIMEOUT_S)
@pytest.mark.parametrize("locale", list(Locale))
def test_every_page_can_be_read_and_hit(
    app: Flask, anna: Stringer, signed_in: Callable[..., Page], locale: Locale
) -> None:
    pages.speak(anna, locale)
    pages.promote(anna)
    page = signed_in(has_touch=True, reduced_motion="reduce", locale=BROWSERS_SPEAK[locale])
    complaints = listened(page)

    wrong: list[str] = []
    seen: set[str] = set()
    for book, part in ((pages.empty_book, kit.WHOLE), (pages.full_book, kit.INSIDE)):
        for address in book(app):
            kit.visit(page, address, status_of(address))
            pictures.photograph(page, f"{pictures.name_of(address)}-{book.__name__}-{locale}")
            kit.unfold(page)
            if (face := kit.face(page)) not in seen:
                seen.add(face)
                wrong += [f"{address}: {fault}" for fault in wrong_with(page, address, locale, part)]

    assert wrong + complaints == []


def wrong_with(page: Page, address: str, locale: Locale, part: kit.Part) -> list[str]:
    """What cannot be read or reached, on the page itself and where its forms were filled in wrongly."""
    if address.endswith(pages.PAPER):
        return unreadable(page, locale)
    is_longer = locale is Locale.DE  # still longer words have a test of their own
    itself = unnamed(page, locale) + unreadable(page, locale, part, WIDTHS_PX if is_longer else ())
    itself += kit.covered(page) if is_longer else []
    if address.startswith(ON_A_PAGE_OF_ITS_OWN):
        return itself
    return itself + mistakes.answered_badly(page, lambda: unreadable(page, locale, kit.INSIDE))


def unreadable(
    page: Page, locale: Locale, part: kit.Part = kit.WHOLE, fits_in: tuple[int, ...] = ()
) -> list[str]:
    """What axe finds on a phone in one theme and on a desk in the other, and what does not fit into a width.

    A language changes looks alone.
    """
    found = []
    is_at = page.viewport_size and page.viewport_size["width"]
    themes = dict(VIEWS[locale])
    for width in sorted({*themes, *fits_in}, key=lambda width: width != is_at):  # fewer layouts
        page.set_viewport_size({"width": width, "height": HEIGHT_PX})
        found += unfit(page, width) if width in fits_in else []
        if theme := themes.get(width):
            page.emulate_media(color_scheme=theme)
            found += [f"at {width}, {theme}: {fault}" for fault in kit.ugly(page, f"{width}, {theme}")]
    return found + (kit.faults(page, kit.STRUCTURE, part) if locale is Locale.EN else [])


def unnamed(page: Page, locale: Locale) -> list[str]:
    """What is wrong about the title and the language that the page says it has."""
    title, language = kit.tongue(page)
    return [
        fault
        for fault, holds in (("no title", not title), (f"speaks {language}", language != locale.value))
        if holds
    ]


def unfit(page: Page, width: int) -> list[str]:
    """What scrolls sideways in this width, and what is too small for a thumb."""
    wide, small, hints = kit.fit(page)
    found = [f"{wide} px too wide at {width}"] if wide else []
    if width == ZOOMED_PX:
        return found
    return found + [f"at {width}: {aim}" for aim in small + hints]


def listened(page: Page) -> list[str]:
    """What breaks on *page* from now on: the content security policy, or a script."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    return complaints
