"""The list of orders under the thumb: found while typing, ticked, moved together and taken back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rbo.orders import service
from rbo.platform.db import db
from tests.browser import kit
from tests.make import a_client, an_order, reloaded, today


@pytest.fixture
def three_jobs(anna: object) -> None:
    """Two rackets on the bench, and one that was strung."""
    for name in ("Tim", "Nora", "Eva"):
        an_order(a_client(name, "Probe"))
    service.mark_strung(reloaded(3), on=today())
    db.session.commit()


def tick(page: Page, *numbers: int) -> None:
    """Tick some orders."""
    for number in numbers:
        page.get_by_role("checkbox", name=f"Select order {number}", exact=True).check()


def test_the_list_and_its_address_follow_what_is_typed(three_jobs: None, phone: Page) -> None:
    phone.goto("/orders")

    phone.get_by_label("Search orders").press_sequentially("nora")

    expect(phone.locator(".picks li")).to_have_count(1)
    expect(phone).to_have_url("/orders?q=nora")
    expect(phone.get_by_label("Search orders")).to_be_focused()
    phone.get_by_role("link", name="Remove filter").click()
    expect(phone.locator(".picks li")).to_have_count(3)


def test_state_and_days_are_chosen_in_the_disclosure(three_jobs: None, either: Page) -> None:
    either.goto("/orders")
    either.get_by_text("State and days").click()
    either.get_by_label("State", exact=True).select_option("To hand out")
    either.get_by_label("From").fill(today().isoformat())
    either.get_by_role("button", name="Show these").click()

    expect(either.locator(".picks li")).to_have_count(1)
    expect(either.get_by_role("navigation", name="Filters")).to_contain_text("Came in from")
    either.get_by_role("link", name="To hand out").click()
    expect(either.locator(".picks li")).to_have_count(3)


def test_the_chosen_state_is_in_sight(three_jobs: None, phone: Page) -> None:
    phone.goto("/orders?state=done")

    expect(phone.locator(".chips [aria-current]")).to_be_in_viewport(ratio=1)


def test_filters_survive_an_order_and_the_way_back(three_jobs: None, either: Page) -> None:
    either.goto("/orders?state=ordered")
    either.get_by_role("link", name="Tim Probe").click()
    expect(either.get_by_role("heading", name="Tim Probe")).to_be_visible()

    either.go_back()

    expect(either).to_have_url("/orders?state=ordered")
    expect(either.locator(".picks li")).to_have_count(2)


def test_ticked_orders_are_moved_together_and_taken_back(three_jobs: None, either: Page) -> None:
    either.goto("/orders?state=open")
    expect(either.get_by_role("button", name="Mark strung")).to_be_hidden()
    tick(either, 1, 2, 3)

    either.get_by_role("button", name="Mark returned").click()

    expect(either.get_by_role("heading", name="2 orders stay as they are")).to_be_visible()
    expect(either.get_by_role("main")).to_contain_text("Order 1 is not strung yet.")
    expect(either.get_by_role("heading", name="1 order done")).to_be_visible()
    either.get_by_role("button", name="Undo 1 order").click()
    expect(either.get_by_role("heading", name="1 order taken back")).to_be_visible()
    either.get_by_role("link", name="Back to orders").click()
    expect(either).to_have_url("/orders?state=open")


def test_the_bar_counts_what_is_ticked_and_says_what_it_mails(three_jobs: None, phone: Page) -> None:
    phone.goto("/orders")
    bar = phone.get_by_role("form", name="Selected orders")
    tick(phone, 1)
    expect(bar).to_contain_text("1 selected")
    expect(bar).to_contain_text("mails up to 1 receipt.")

    bar.get_by_role("button", name="Whole page").click()

    expect(bar).to_contain_text("3 selected")
    expect(bar).to_contain_text("mails up to 3 receipts.")
    bar.get_by_role("button", name="Whole page").click()
    expect(bar).to_be_hidden()


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_the_bar_fits_and_axe_finds_nothing(
    three_jobs: None, signed_in: Callable[..., Page], width: int
) -> None:
    page = signed_in(viewport={"width": width, "height": 740}, reduced_motion="reduce")
    page.goto("/orders?state=open&from=2026-01-01")
    tick(page, 1, 3)

    assert kit.too_wide(page) <= 0
    assert kit.too_small(page) == []
    assert kit.faults(page) == []


def test_every_step_of_the_list_can_be_taken_by_keyboard(three_jobs: None, phone: Page) -> None:
    phone.goto("/orders?state=ordered")
    phone.get_by_role("checkbox", name="Select order 1", exact=True).focus()
    phone.keyboard.press("Space")
    phone.get_by_role("button", name="Mark paid").focus()

    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", name="1 order done")).to_be_visible()
    phone.get_by_role("status").get_by_role("button", name="Undo").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="1 order taken back")).to_be_visible()
