"""Single keys: each goes where it says, never while somebody types, and not at all when they are off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.browser import kit
from tests.make import a_client, an_order

PLACES = {"n": "/orders/new", "t": "/", "o": "/orders", "c": "/clients", "r": "/reports"}
EVERY_KEY = "".join([*PLACES, "/", "?", "s"])
ELSEWHERE = "/password"
WHERE = "location.pathname"


@pytest.fixture
def desk(signed_in: Callable[..., Page], anna: Stringer) -> Page:
    """Anna's desk."""
    return signed_in(viewport={"width": 1280, "height": 800})


@pytest.fixture
def order(anna: Stringer) -> None:
    """Number 1 waits on the bench."""
    an_order(a_client())
    db.session.commit()


@pytest.mark.parametrize("key", PLACES)
def test_a_key_goes_to_its_place(desk: Page, key: str) -> None:
    desk.goto(ELSEWHERE)

    desk.keyboard.press(key)

    desk.wait_for_function(f"{WHERE} === {PLACES[key]!r}")


def test_s_leads_to_the_next_step_and_does_not_take_it(desk: Page, order: None) -> None:
    desk.goto("/orders/1")

    desk.keyboard.press("s")

    expect(desk.get_by_role("button", name="Mark strung")).to_be_focused()
    expect(desk.get_by_text("Strung. The receipt is on its way.")).to_be_hidden()


def test_a_question_mark_lists_the_keys_of_this_page(desk: Page, order: None) -> None:
    desk.goto(ELSEWHERE)
    desk.keyboard.press("?")
    listed = desk.locator("#shortcuts dl > div")
    expect(listed.filter(has_text="Orders")).to_have_text("oOrders")
    expect(listed.filter(has_text="Mark strung")).to_have_count(0)
    desk.keyboard.press("Escape")

    desk.goto("/orders/1")
    desk.keyboard.press("?")

    expect(listed.filter(has_text="Mark strung")).to_have_text("sGo to Mark strung")
    assert kit.faults(desk) == []


def test_a_key_works_right_after_the_search_was_closed(desk: Page) -> None:
    desk.goto(ELSEWHERE)
    desk.keyboard.press("/")
    desk.keyboard.type("lena")
    desk.keyboard.press("Escape")

    desk.keyboard.press("?")

    expect(desk.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "button"), [("/", "Keyboard shortcuts"), ("/settings", "Show the shortcuts")]
)
def test_the_list_can_be_opened_without_a_key(desk: Page, address: str, button: str) -> None:
    desk.goto(address)

    desk.get_by_role("button", name=button).click()

    expect(desk.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()


def test_the_list_is_behind_more_too(phone: Page) -> None:
    phone.goto("/")

    phone.get_by_text("More", exact=True).click()
    assert (kit.faults(phone), kit.too_small(phone), kit.too_wide(phone)) == ([], [], 0)
    phone.get_by_role("button", name="Keyboard shortcuts").click()

    expect(phone.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()


def test_keys_typed_into_a_field_are_letters(desk: Page) -> None:
    desk.goto("/clients")
    search = desk.get_by_role("searchbox", name="Search clients")
    search.focus()

    desk.keyboard.type(EVERY_KEY)

    expect(search).to_have_value(EVERY_KEY)
    assert desk.evaluate(WHERE) == "/clients"
    assert desk.locator("dialog[open]").count() == 0


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
def test_a_key_held_with_another_is_left_to_the_browser(desk: Page, held: str) -> None:
    desk.goto(ELSEWHERE)
    desk.evaluate("addEventListener('keydown', (event) => { window.taken = event.defaultPrevented; })")

    desk.keyboard.press(f"{held}+o")

    assert desk.evaluate("window.taken") is False
    assert desk.evaluate(WHERE) == ELSEWHERE


def test_off_means_off(desk: Page, anna: Stringer) -> None:
    switch_off(anna)
    desk.goto(ELSEWHERE)

    desk.keyboard.type(EVERY_KEY, delay=100)

    assert desk.evaluate(WHERE) == ELSEWHERE
    assert desk.locator("dialog[open]").count() == 0


def test_the_search_key_stays_when_single_keys_are_off(desk: Page, anna: Stringer) -> None:
    switch_off(anna)
    desk.goto(ELSEWHERE)

    desk.keyboard.press("Control+k")

    expect(desk.get_by_role("searchbox", name="Search everywhere")).to_be_focused()


def switch_off(anna: Stringer) -> None:
    """The way the settings do it."""
    from rbo.stringers import queries

    queries.mine().shortcuts_on = False
    db.session.commit()
