"""A stringer's day by the pages themselves: what is tapped, and how long the site takes for it."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence

from werkzeug.test import TestResponse

from tests.browsers import Browser, fields

ORDERED = re.compile(r"/orders/(\d+)")
CELLS_TO_TAKE_IN = 4  # of a spreadsheet in which the last row is copied: id, day, racket, total
CELLS_FOR_A_STEP = 1


class WorkingDay:
    """Counts *taps* on links, buttons and boxes, and *keys*; notes the seconds of each request."""

    def __init__(self, browser: Browser) -> None:
        self.browser, self.taps, self.keys = browser, 0, 0
        self.spent_s: list[float] = []

    def take_in(self, name: str) -> int:
        """The client's last job once more, saved as ordered; gives its number."""
        address = link_to(name, self._open("/orders/new")) or self._typed(name)
        form = self._open(address)
        return int(ORDERED.findall(self._press(form, "/orders/new", to="ordered").request.path)[0])

    def string(self, number: int) -> None:
        """Pressed on Today, which comes back."""
        self._press(self.browser.get("/"), f"/orders/{number}/stringing")

    def move(self, numbers: Sequence[int], step: str, where: str) -> None:
        """Ticked in the list *where*, and moved together."""
        page = self._open(where)
        assert all(f'value="{number}"' in page.text for number in numbers)
        self.taps += len(numbers)
        self._press(page, "/orders/moves", step=step, number=[str(number) for number in numbers])

    def _typed(self, name: str) -> str:
        self.keys += len(name)
        found = link_to(name, self._asked("GET", f"/orders/new?q={name}"))
        assert found, f"{name} is not found"
        return found

    def _open(self, address: str) -> TestResponse:
        self.taps += 1
        return self._asked("GET", address)

    def _press(self, page: TestResponse, action: str, **typed: str | list[str]) -> TestResponse:
        self.taps += 1
        return self._asked("POST", action, data={**fields(page.text, action), **typed})

    def _asked(self, method: str, address: str, **sent: dict[str, str | list[str]]) -> TestResponse:
        began = time.perf_counter()
        answer = self.browser.send(method, address, follow_redirects=True, **sent)
        self.spent_s.append(time.perf_counter() - began)
        assert answer.status_code == 200, f"{method} {address} answers {answer.status_code}"
        return answer


def link_to(name: str, page: TestResponse) -> str:
    """Where *page* leads to for the client of this name; nothing where it does not."""
    found = re.search(rf'href="([^"]+)"[^>]*>(?:(?!</a>).)*{re.escape(name)}', page.text, re.DOTALL)
    return found[1].replace("&amp;", "&") if found else ""


def lived(browser: Browser, names: Sequence[str], collected: int, paid: int) -> WorkingDay:
    """A day on which a racket of each of *names* comes in and is strung, and some are collected and paid."""
    day = WorkingDay(browser)
    numbers = [day.take_in(name) for name in names]
    for number in numbers:
        day.string(number)
    day.move(numbers[:collected], "returned", "/orders?state=waiting")
    day.move(numbers[:paid], "paid", "/orders?state=unpaid")
    return day


def cells(rackets: int, collected: int, paid: int) -> int:
    """What the same day takes in a spreadsheet, without its receipts, which are written by hand."""
    return rackets * (CELLS_TO_TAKE_IN + CELLS_FOR_A_STEP) + (collected + paid) * CELLS_FOR_A_STEP
