"""Pages of the browser that are kept from test to test, and handed out as if nobody had used them.

To open a page in an empty browser takes two new processes, which is three times what the page itself takes.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from playwright.sync_api import Browser, Page

DESK = {"width": 1280, "height": 720}
LOOKS = {"color_scheme": "light", "reduced_motion": "no-preference"}
NOWHERE = "/healthz"  # of the same origin, with nothing on it that goes on by itself
FORGET = "localStorage.clear(); sessionStorage.clear()"
OUTSIDE = (-1, -1)


class Kept:
    """Pages by what was wished of their browsers."""

    def __init__(self, browser: Browser, base_url: str, patience_ms: float) -> None:
        self._browser, self._base_url, self._patience_ms = browser, base_url, patience_ms
        self._idle: dict[str, list[Page]] = defaultdict(list)
        self._lent: list[tuple[Page, dict[str, Any]]] = []

    def lend(self, cookies: list[Any], wishes: dict[str, Any]) -> Page:
        """A page in a browser that keeps nothing but *cookies*."""
        idle = self._idle[repr(sorted(wishes.items()))]
        page = idle.pop() if idle else self._opened(wishes)
        page.context.add_cookies(cookies)
        self._lent.append((page, wishes))
        return page

    def take_back(self) -> None:
        """Make what was lent as good as new; a page that was closed is gone."""
        while self._lent:
            page, wishes = self._lent.pop()
            if page.is_closed():
                page.context.close()
                continue
            _clean(page, wishes)
            self._idle[repr(sorted(wishes.items()))].append(page)

    def _opened(self, wishes: dict[str, Any]) -> Page:
        context = self._browser.new_context(base_url=self._base_url, **wishes)
        context.set_default_timeout(self._patience_ms)
        return context.new_page()


def _clean(page: Page, wishes: dict[str, Any]) -> None:
    context = page.context
    for other in context.pages:
        if other is not page:
            other.close()
    context.set_offline(False)
    context.unroute_all()
    page.unroute_all()
    page.goto(NOWHERE)
    page.evaluate(FORGET)
    page.mouse.move(*OUTSIDE)
    context.clear_cookies()
    context.clear_permissions()
    page.set_viewport_size(wishes.get("viewport", DESK))
    page.emulate_media(media="null", **{look: wishes.get(look, usual) for look, usual in LOOKS.items()})
