"""The main job without touching anything but the keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from rbo.orders import queries
from rbo.platform.db import db
from tests.make import a_client, an_order

FURTHEST = 90
HAS_FOCUS = "(element) => element === document.activeElement"


@pytest.fixture
def desk(signed_in: Callable[..., Page]) -> Page:
    """A laptop."""
    return signed_in(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")


def test_a_racket_is_taken_in_strung_and_handed_back_by_keyboard(desk: Page, anna: object) -> None:
    an_order(a_client("Lena", "Muster"))
    db.session.commit()
    desk.goto("/")

    press(desk, desk.get_by_role("link", name="Add stringjob").first)
    tab_to(desk, desk.get_by_label("Whose racket is it?"))
    desk.keyboard.type("lena")
    press(desk, desk.locator("#found").get_by_role("link", name="Lena Muster").first)
    press(desk, desk.get_by_role("button", name="Save as strung"))
    expect(desk.get_by_role("heading", name="Lena Muster")).to_be_visible()
    press(desk, desk.get_by_role("button", name="Mark returned"))
    expect(desk.get_by_role("button", name="Mark returned")).to_have_count(0)

    assert queries.by_number(2).returned_at is not None


def tab_to(page: Page, aim: Locator) -> None:
    """Go on with the Tab key until *aim* has the focus."""
    expect(aim).to_be_visible()
    for _ in range(FURTHEST):
        if aim.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard never reaches {aim}")


def press(page: Page, aim: Locator) -> None:
    """Go there and press Enter."""
    tab_to(page, aim)
    page.keyboard.press("Enter")
