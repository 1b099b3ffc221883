"""Parts of a page that are replaced: with the token, with the focus kept, with words when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from rbo.desk import roster
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.browser import kit
from tests.make import a_client, an_order, today

WITHOUT_FIELDS = "document.querySelectorAll('[name=csrf_token]').forEach((field) => field.remove())"
LATE_TO_SETTLE = """document.dispatchEvent(
    new CustomEvent("htmx:afterSettle", { detail: { elt: document.querySelector("main") } }))"""


@pytest.fixture
def order(anna: object) -> Order:
    """A racket on the bench that nobody holds locked."""
    made = an_order(a_client())
    db.session.commit()
    return made


def test_the_token_goes_along_in_a_header(phone: Page, order: Order) -> None:
    phone.goto("/orders/1")
    phone.evaluate(WITHOUT_FIELDS)

    phone.get_by_role("button", name="Mark strung").click()

    expect(phone.get_by_text("Strung. The receipt is on its way.")).to_be_visible()


def test_a_second_tab_goes_on_working(phone: Page, order: Order) -> None:
    phone.goto("/orders/1")
    other = phone.context.new_page()
    other.goto("/orders/1")
    other.get_by_role("button", name="Mark paid").click()
    expect(other.get_by_text("Paid.", exact=True)).to_be_visible()

    phone.get_by_role("button", name="Mark strung").click()

    expect(phone.get_by_text("Strung. The receipt is on its way.")).to_be_visible()


def test_a_page_whose_token_is_gone_says_so_and_keeps_what_was_typed(phone: Page, order: Order) -> None:
    phone.goto("/orders/1")
    day = str(today() - timedelta(days=3))
    phone.get_by_label("Done on").fill(day)
    phone.context.clear_cookies(name="rbo_form")

    phone.get_by_role("button", name="Mark strung").click()

    expect(phone.get_by_role("alert")).to_contain_text("This form is too old.")
    expect(phone.get_by_label("Done on")).to_have_value(day)


def test_a_lost_connection_is_said_in_words(phone: Page, order: Order) -> None:
    phone.goto("/orders/1")
    phone.context.set_offline(True)

    phone.get_by_role("button", name="Mark strung").click()

    expect(phone.get_by_role("alert")).to_contain_text("RBO cannot be reached")
    phone.context.set_offline(False)
    phone.get_by_role("button", name="Mark strung").click()
    expect(phone.get_by_text("Strung. The receipt is on its way.")).to_be_visible()


@pytest.mark.parametrize(
    ("address", "button", "field"),
    [
        ("/orders/new?client=new", "Save as ordered", "First name"),
        ("/orders/1/edit", "Save changes", "Comment on the receipt"),
    ],
)
def test_a_whole_form_stays_with_what_was_typed_until_there_is_a_network(
    phone: Page, order: Order, address: str, button: str, field: str
) -> None:
    phone.goto(address)
    opened = phone.url
    kit.unfold(phone)
    phone.get_by_label(field).fill("Mia, softer")
    phone.context.set_offline(True)

    phone.get_by_role("button", name=button).click()

    expect(phone.get_by_role("alert")).to_contain_text("RBO cannot be reached")
    expect(phone).to_have_url(opened)
    expect(phone.get_by_label(field)).to_have_value("Mia, softer")
    phone.context.set_offline(False)
    with phone.expect_response(lambda answer: answer.request.method == "POST"):
        phone.get_by_role("button", name=button).click()


def test_what_broke_has_a_number_that_can_be_copied(
    app: Flask, phone: Page, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U-32."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "orders.stringing", lambda number: number / 0)
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto("/orders/1")
    phone.get_by_role("button", name="Mark strung").click()
    broke = phone.get_by_role("alert")

    broke.get_by_role("button", name="Copy").click()

    expect(broke.get_by_role("button", name="Copied")).to_be_visible()
    copied = phone.evaluate("navigator.clipboard.readText()")
    expect(broke.get_by_text(copied, exact=True)).to_be_visible()


def test_the_focus_goes_to_what_changed(phone: Page, order: Order) -> None:
    phone.goto("/orders/1")
    phone.get_by_role("button", name="Mark strung").focus()

    phone.keyboard.press("Enter")

    expect(phone.get_by_role("heading", name="Lena Muster")).to_be_focused()


@pytest.fixture
def timeless(phone: Page) -> Iterator[Page]:
    """A phone whose clock goes by the test alone, for good."""
    phone.clock.install()
    yield phone
    phone.close()


def test_the_toast_waits_while_it_has_the_focus(timeless: Page, order: Order) -> None:
    timeless.goto("/orders/1")
    timeless.get_by_role("button", name="Mark strung").click()
    undo = timeless.get_by_role("button", name="Undo")
    undo.focus()
    timeless.evaluate(LATE_TO_SETTLE)

    timeless.clock.run_for(20_000)
    expect(undo).to_be_visible()
    undo.blur()
    timeless.clock.run_for(11_000)

    expect(undo).to_be_hidden()


def test_the_next_clients_come_below(phone: Page, order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "A_PAGE", 2)
    for last_name in ("Alt", "Berg", "Zoller"):
        a_client("Tim", last_name)
    db.session.commit()
    phone.goto("/clients")
    expect(phone.locator("main li")).to_have_count(2)

    phone.get_by_role("link", name="Show more").click()

    expect(phone.locator("main li")).to_have_count(4)
    expect(phone.get_by_role("link", name="Tim Zoller")).to_be_visible()
