"""The narrowest page there is, 320 pixels: words keep apart, whole and in their boxes, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.stringers.models import Locale, Stringer
from tests.browser import kit, pages
from tests.browser.test_looks import ONE_LINE_PX, box
from tests.make import a_client, an_order

APART_PX = 4
WORDS = """all => all.map((it) => {
  const words = document.createRange();
  words.selectNodeContents(it);
  const { left, right, height } = words.getBoundingClientRect();
  return [left, right, height];
})"""

ENDS = "all => all.map((it) => it.getBoundingClientRect().right)"


@pytest.fixture(params=list(Locale))
def narrow(request: pytest.FixtureRequest, signed_in: Callable[..., Page], anna: Stringer) -> Page:
    """Anna's smallest phone, in one of her languages."""
    pages.speak(anna, request.param)
    return signed_in(viewport={"width": 320, "height": 740}, has_touch=True)


@pytest.fixture
def order(anna: Stringer) -> Order:
    """A racket on the bench."""
    made = an_order(a_client("Lena", "Muster"))
    db.session.commit()
    return made


def test_the_words_of_the_steps_keep_apart_and_in_their_card(narrow: Page, order: Order) -> None:
    narrow.goto("/orders/1")

    words = narrow.locator(".course b").evaluate_all(WORDS)

    assert len(words) == 4
    ends = [right for _left, right, _height in words[:-1]]
    starts = [left for left, _right, _height in words[1:]]
    assert min(start - end for start, end in zip(starts, ends, strict=True)) >= APART_PX
    assert words[-1][1] <= narrow.locator(".course").evaluate("it => it.getBoundingClientRect().right")
    assert kit.too_wide(narrow) == 0


def test_the_heading_of_the_settings_is_not_broken(narrow: Page) -> None:
    narrow.goto("/settings")

    assert box(narrow.locator("h1")).height < ONE_LINE_PX


def test_what_else_could_be_copied_ends_within_its_box(narrow: Page, order: Order) -> None:
    narrow.goto(f"/orders/new?client={order.client_id}")

    ends = narrow.locator(".copied, .copied .ways a").evaluate_all(ENDS)

    assert len(ends) == 3
    assert max(ends) == ends[0]


def test_a_message_keeps_apart_from_what_follows(narrow: Page, order: Order) -> None:
    narrow.goto("/orders/1")
    before = box(narrow.locator(".cols")).top
    narrow.context.set_offline(True)
    narrow.locator("form.acts button.primary, form.acts .btn").first.click()
    expect(narrow.locator("#messages .notice")).to_be_visible()

    message, rest = box(narrow.locator("#messages .notice")), box(narrow.locator(".cols"))

    assert rest.top - message.bottom >= 16
    assert rest.top > before
