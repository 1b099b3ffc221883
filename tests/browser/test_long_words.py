"""In a language whose every word is a third longer, no text is cut off or runs out of its box."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.support import NullTranslations
from flask import Flask
from flask_babel import get_domain
from playwright.sync_api import Page

from rbo.desk.search import look_up
from rbo.platform.i18n import catalogues
from rbo.stringers.models import Locale, Stringer
from tests.browser import kit, pages
from tests.browser.answers import status_of

SAID_LATER = re.compile(r"(%\(\w+\)[sd]|%%)")
VOWELS = str.maketrans({"a": "äa", "e": "ée", "i": "íi", "o": "öo", "u": "üu", "A": "Äa", "E": "Ée"})
WIDTHS_PX = (360, 1280)
CUT = (Path(__file__).parent / "cut.js").read_text(encoding="utf-8")


class Longer(NullTranslations):
    """English with its vowels doubled, on pages and in what is said by Python."""

    def gettext(self, message: str) -> str:
        """*message*, longer; what is put into it later stays."""
        parts = SAID_LATER.split(message)
        return "".join(part if SAID_LATER.fullmatch(part) else part.translate(VOWELS) for part in parts)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The right one of both, longer."""
        return self.gettext(one if count == 1 else many)

    ugettext = gettext
    ungettext = ngettext  # type: ignore[assignment]


@pytest.fixture
def in_long_words(app: Flask, anna: Stringer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads German reads long words now."""
    pages.speak(anna, Locale.DE)
    pages.promote(anna)
    with app.test_request_context():  # a search learns the words of every language once, and not these
        look_up("new stringjob")
    longer = Longer()
    monkeypatch.setitem(get_domain().cache, (Locale.DE.value, "messages"), longer)
    monkeypatch.setitem(catalogues, Locale.DE.value, longer)


def test_no_text_is_cut(app: Flask, in_long_words: None, signed_in: Callable[..., Page]) -> None:
    page = signed_in(has_touch=True)
    kit.open_page(page, "/", status_of("/"))
    assert page.locator(".skip").inner_text() == Longer().gettext("Skip to content")

    wrong = []
    for address in pages.on_screen(pages.full_book(app)):
        kit.open_page(page, address, status_of(address))
        for width in WIDTHS_PX:
            page.set_viewport_size({"width": width, "height": 740})
            wrong += [f"{address} at {width}: {words}" for words in page.evaluate(CUT)]
            if kit.too_wide(page):
                wrong.append(f"{address} is {kit.too_wide(page)} px too wide at {width}")

    assert wrong == []
