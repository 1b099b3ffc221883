"""Search over any page: by key or button, through the answers by arrows, and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.browser import kit
from tests.make import a_client, an_order

FOR_MUELLER = re.compile("q=mueller")
LATE_TO_SETTLE = """document.dispatchEvent(
    new CustomEvent("htmx:afterSettle", { detail: { elt: document.getElementById("palette") } }))"""


@pytest.fixture
def book(anna: Stringer) -> None:
    """Three clients; Lena has an order."""
    an_order(a_client("Lena", "Muster"))
    a_client("Zoë", "Müller", phone="079 430 85 13")
    a_client("Leonie", "Probe")
    db.session.commit()


@pytest.fixture
def desk(signed_in: Callable[..., Page], book: None) -> Page:
    """Anna's desk, on the list of clients."""
    page = signed_in(viewport={"width": 1280, "height": 800})
    page.goto("/clients")
    return page


def field(page: Page) -> Locator:
    """Where one types."""
    return page.get_by_role("searchbox", name="Search everywhere")


def first_hit(page: Page) -> Locator:
    """The likeliest answer."""
    return page.locator(".hit").first


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "/"])
def test_a_key_opens_it_and_enter_goes_to_the_likeliest(desk: Page, keys: str) -> None:
    desk.keyboard.press(keys)
    expect(field(desk)).to_be_focused()

    desk.keyboard.type("mueller")
    desk.keyboard.press("Enter")

    expect(desk.get_by_role("heading", name="Zoë Müller", level=1)).to_be_visible()


def test_enter_waits_for_the_answer_to_what_stands_there(desk: Page) -> None:
    desk.keyboard.press("Control+k")
    expect(first_hit(desk)).to_contain_text("New stringjob")
    desk.route(FOR_MUELLER, lambda _held: None)
    with desk.expect_request(FOR_MUELLER):
        desk.keyboard.type("mueller")
        desk.keyboard.press("Enter")

    desk.evaluate(LATE_TO_SETTLE)

    desk.unroute(FOR_MUELLER)  # which lets go what is held
    expect(desk.get_by_role("heading", name="Zoë Müller", level=1)).to_be_visible()


def test_the_button_of_a_phone_opens_it(phone: Page, book: None) -> None:
    phone.goto("/orders")

    phone.get_by_role("link", name="Search", exact=True).click()

    expect(field(phone)).to_be_focused()
    expect(phone).to_have_url(re.compile(r"/orders$"))


def test_arrows_go_through_the_answers_and_letters_back_to_the_field(desk: Page) -> None:
    desk.keyboard.press("Control+k")
    desk.keyboard.type("le")
    expect(first_hit(desk)).to_contain_text("Lena Muster")

    desk.keyboard.press("ArrowDown")
    expect(first_hit(desk)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(desk.locator(".hit").nth(1)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    expect(field(desk)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.type("o")

    expect(field(desk)).to_have_value("leo")


def test_escape_gives_the_focus_back(desk: Page) -> None:
    add = desk.get_by_role("link", name="New client")
    add.focus()
    desk.keyboard.press("Control+k")
    expect(field(desk)).to_be_focused()

    desk.keyboard.press("Escape")

    expect(add).to_be_focused()


def test_the_number_of_answers_is_said(desk: Page) -> None:
    desk.keyboard.press("Control+k")
    status = desk.locator("#palette [role=status]")

    desk.keyboard.type("zoe")

    expect(status).to_have_text("2 results")


@pytest.mark.parametrize("typed", ["xyzzy", "29.11.2026", "prokenex", "987654321"])
def test_it_says_that_nothing_was_found_above_what_could_be_done(desk: Page, typed: str) -> None:
    desk.keyboard.press("Control+k")
    desk.keyboard.type(typed)
    nothing = desk.get_by_role("dialog").get_by_text("Nothing found")

    expect(nothing).to_have_count(2)  # for the eye and for the ear
    desk.goto(f"/search?q={typed}")
    expect(desk.locator(".hits > :first-child")).to_have_text("Nothing found")


@pytest.mark.parametrize("typed", ["", "lena", "settings"])
def test_it_does_not_say_so_where_something_was(desk: Page, typed: str) -> None:
    desk.goto(f"/search?q={typed}")

    expect(first_hit(desk)).to_be_visible()
    expect(desk.get_by_text("Nothing found")).to_have_count(0)


def test_a_new_stringjob_for_somebody_is_one_line(desk: Page) -> None:
    desk.keyboard.press("Control+k")
    desk.keyboard.type("new order for lena")
    expect(first_hit(desk)).to_contain_text("New stringjob for Lena Muster")

    desk.keyboard.press("Enter")

    expect(desk.get_by_role("heading", name="New stringjob")).to_be_visible()


def test_one_can_sign_out_from_it(desk: Page) -> None:
    desk.keyboard.press("Control+k")
    desk.keyboard.type("sign out")
    expect(first_hit(desk)).to_contain_text("Sign out")

    desk.keyboard.press("Enter")

    expect(desk).to_have_url(re.compile("/sign-in"))


def test_without_a_script_it_is_a_page(signed_in: Callable[..., Page], book: None) -> None:
    page = signed_in(java_script_enabled=False)
    page.goto("/clients")

    page.get_by_role("link", name="Search", exact=True).first.click()
    field(page).fill("lena")
    field(page).press("Enter")

    expect(page.get_by_role("link", name="Lena Muster").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/search\?q=lena$"))


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wrong_with_it_while_it_is_open(
    signed_in: Callable[..., Page], book: None, width: int
) -> None:
    page = signed_in(viewport={"width": width, "height": 740}, reduced_motion="reduce")
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("le")
    expect(first_hit(page)).to_contain_text("Lena Muster")

    found = [kit.faults(page), kit.too_small(page), kit.too_wide(page)]
    page.emulate_media(color_scheme="dark")

    assert [*found, kit.faults(page)] == [[], [], 0, []]
