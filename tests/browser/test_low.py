"""A low page (400 % on a desk, a phone on its side): bars leave room for what is between them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from rbo.clients.models import ClientProfile
from rbo.platform.db import db
from tests.browser import kit
from tests.make import a_client, a_racket, an_order, today

LOW = ((320, 256), (740, 360))
TAKEN = """() => {
  const isInTheWay = (part) => {
    const { left, right, height } = part.getBoundingClientRect();
    const stays = ["fixed", "sticky"].includes(getComputedStyle(part).position) && !part.matches("dialog");
    return stays && part.checkVisibility() && height > 1 && right - left > innerWidth / 2;
  };
  const bars = [...document.querySelectorAll("body *")].filter(isInTheWay);
  return bars.reduce((sum, bar) => sum + bar.getBoundingClientRect().height, 0) / innerHeight;
}"""


@pytest.fixture
def client(anna: object) -> ClientProfile:
    """A client with rackets on the bench."""
    client = a_client("Lena", "Muster")
    racket = a_racket(client)
    for _ in range(3):
        an_order(client, racket=racket, promised_for=today())
    db.session.commit()
    return client


def test_bars_leave_two_thirds_of_a_low_page_and_cover_nothing_in_use(
    signed_in: Callable[..., Page], client: ClientProfile
) -> None:
    page = signed_in(has_touch=True, reduced_motion="reduce")

    wrong = []
    for address in ("/", "/orders", "/orders/1", f"/orders/new?client={client.id}", "/settings"):
        page.goto(address)
        if address == "/orders":
            page.get_by_label("Select order 1", exact=True).check()
        wrong += [f"{address}: {fault}" for width, height in LOW for fault in in_the_way(page, width, height)]
    page.get_by_role("link", name="Search").first.click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("lena")
    wrong += [f"search: {fault}" for width, height in LOW for fault in in_the_way(page, width, height)]

    assert wrong == []


def in_the_way(page: Page, width: int, height: int) -> list[str]:
    """What bars cover on *page* at that size, and how much of it they take where that is too much."""
    covered = [f"at {width} by {height}: covered {aim}" for aim in kit.covered(page, width, height)]
    taken: float = page.evaluate(TAKEN)
    return covered + ([f"bars take {taken:.0%} at {width} by {height}"] if taken > 1 / 3 else [])
