"""Whose racket is it: a name is typed at once, and arrows lead through who was found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from rbo.orders.models import Order
from rbo.platform.db import db
from tests.make import a_client


@pytest.fixture
def desk(signed_in: Callable[..., Page], last_job: Order) -> Page:
    """Anna's desk; in the book are Lena, who has an order, and Leonie."""
    a_client("Leonie", "Probe")
    db.session.commit()
    return signed_in(viewport={"width": 1280, "height": 800})


def field(page: Page) -> Locator:
    """Where the name is typed."""
    return page.get_by_label("Whose racket is it?")


def client(page: Page, name: str) -> Locator:
    """A client to choose."""
    return page.locator("main").get_by_role("link", name=name, exact=True)


@pytest.mark.parametrize("name", ["cora", "mueller"])
def test_a_name_typed_after_the_key_is_no_row_of_keys(desk: Page, name: str) -> None:
    desk.goto("/password")
    desk.keyboard.press("n")
    expect(field(desk)).to_be_focused()

    desk.keyboard.type(name)

    expect(field(desk)).to_have_value(name)
    expect(desk).to_have_url("/orders/new")
    expect(client(desk, f"New client “{name}”")).to_be_visible()


def test_arrows_go_through_the_clients_found_and_letters_back_to_the_field(desk: Page) -> None:
    desk.goto("/orders/new")
    expect(field(desk)).to_be_focused()
    desk.keyboard.type("le")
    expect(client(desk, "New client “le”")).to_be_visible()

    desk.keyboard.press("ArrowDown")
    expect(client(desk, "Lena Muster")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(client(desk, "Leonie Probe")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("ArrowUp")
    expect(field(desk)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.type("o")

    expect(field(desk)).to_have_value("leo")
    expect(desk).to_have_url("/orders/new")


def test_enter_on_a_client_opens_the_form_without_a_focus_in_its_fields(desk: Page) -> None:
    desk.goto("/orders/new")
    expect(field(desk)).to_be_focused()
    desk.keyboard.type("lena")
    expect(client(desk, "New client “lena”")).to_be_visible()
    desk.keyboard.press("ArrowDown")

    desk.keyboard.press("Enter")

    expect(desk.get_by_role("button", name="Save as ordered").first).to_be_visible()
    assert desk.evaluate("document.activeElement === document.body")


def test_the_client_of_an_order_is_found_by_keys_too(desk: Page) -> None:
    desk.goto("/orders/1/owner")
    expect(desk.get_by_label("Client of order 1")).to_be_focused()
    desk.keyboard.type("leo")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url("/orders/1/owner?q=leo")

    desk.keyboard.press("ArrowDown")

    expect(client(desk, "Leonie Probe")).to_be_focused()
