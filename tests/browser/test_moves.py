"""Moving an order: one tap a step, a way back from each, refusals in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.make import a_client, an_order, receipt_numbers, reloaded, today


@pytest.fixture
def order(anna: object) -> Order:
    """A racket on the bench since last week, which nobody holds locked."""
    made = an_order(a_client(), ordered_at=today() - timedelta(days=7))
    db.session.commit()
    return made


def test_each_step_is_one_tap(either: Page, order: Order) -> None:
    either.goto("/orders/1")

    for verb, state in (("Mark strung", "Strung"), ("Mark returned", "Returned"), ("Mark paid", "Done")):
        either.get_by_role("button", name=verb).click()
        expect(badge(either)).to_have_text(state)

    expect(either.get_by_role("heading", name="Receipt 2026-0001")).to_be_visible()


def test_undo_in_the_toast_takes_the_stringing_back(either: Page, order: Order) -> None:
    either.goto("/orders/1")
    either.get_by_role("button", name="Mark strung").click()
    expect(badge(either)).to_have_text("Strung")

    either.get_by_role("button", name="Undo").click()

    expect(badge(either)).to_have_text("Ordered")


def test_any_step_can_be_taken_back_later(either: Page, order: Order) -> None:
    service.mark_paid(reloaded(1), on=today())
    db.session.commit()
    either.goto("/orders/1")
    expect(either.get_by_text("Prepaid")).to_be_visible()

    either.get_by_text("Take a step back").click()
    either.get_by_role("button", name="Undo, Paid").click()

    expect(either.get_by_text("Prepaid")).to_be_hidden()


def test_a_step_can_be_dated_back(either: Page, order: Order) -> None:
    either.goto("/orders/1")
    either.get_by_label("Done on").fill((today() - timedelta(days=2)).isoformat())

    either.get_by_role("button", name="Mark strung").click()

    expect(badge(either)).to_have_text("Strung")
    db.session.rollback()
    assert reloaded(1).strung_at == today() - timedelta(days=2)


def test_a_day_in_the_future_is_refused_and_stays_in_the_field(phone: Page, order: Order) -> None:
    tomorrow = (today() + timedelta(days=1)).isoformat()
    phone.goto("/orders/1")
    phone.get_by_label("Done on").fill(tomorrow)
    phone.locator("form.acts").evaluate("form => form.noValidate = true")

    phone.get_by_role("button", name="Mark strung").click()

    expect(phone.get_by_role("alert")).to_contain_text("This day is in the future.")
    expect(phone.get_by_label("Done on")).to_have_value(tomorrow)
    assert receipt_numbers() == []


def test_without_a_script_a_refusal_leads_back_to_the_order(
    signed_in: Callable[..., Page], order: Order
) -> None:
    page = signed_in(java_script_enabled=False)
    page.goto("/orders/1")
    page.get_by_label("Done on").fill((today() - timedelta(days=8)).isoformat())
    page.get_by_role("button", name="Mark strung").click()
    expect(page.get_by_text("This day is before the racket came in.")).to_be_visible()

    page.get_by_role("link", name="Back").click()

    expect(page.get_by_role("button", name="Mark strung")).to_be_visible()


def test_a_page_of_before_learns_that_something_changed(either: Page, order: Order) -> None:
    service.mark_paid(reloaded(1), on=today() - timedelta(days=1))
    db.session.commit()
    either.goto("/orders/1")
    either.get_by_text("Take a step back").click()
    service.mark_strung(reloaded(1), on=today())
    db.session.commit()

    either.get_by_role("button", name="Undo, Paid").click()

    expect(either.get_by_text("Order 1 was changed meanwhile.")).to_be_visible()


def test_a_cancelled_order_leaves_the_bench_and_can_come_back(either: Page, order: Order) -> None:
    either.goto("/orders/1")
    either.get_by_role("button", name="Cancel order").click()
    expect(badge(either)).to_have_text("Cancelled")

    either.get_by_role("button", name="Undo").click()

    expect(badge(either)).to_have_text("Ordered")


def test_the_receipt_can_be_sent_again(either: Page, order: Order) -> None:
    service.mark_strung(reloaded(1), on=today())
    db.session.commit()
    either.goto("/orders/1")

    either.get_by_role("button", name="Send again").click()

    expect(either.get_by_text("The receipt is on its way again.")).to_be_visible()
    either.get_by_text("All mailings").click()
    expect(either.get_by_text("sent again by you")).to_be_visible()


def test_the_list_keeps_state_and_text_in_the_address(either: Page, order: Order) -> None:
    an_order(a_client("Tim", "Probe"))
    db.session.commit()
    either.goto("/orders?q=tim")

    either.get_by_role("link", name="Ordered").click()

    expect(either.locator(".picks").get_by_role("link")).to_have_text(["Tim Probe"])
    expect(either).to_have_url("/orders?q=tim&state=ordered")


def test_somebody_elses_number_is_not_there(phone: Page, order: Order) -> None:
    answer = phone.goto("/orders/77")

    assert answer is not None
    assert answer.status == 404
    expect(phone.get_by_role("heading", name="This page is not here")).to_be_visible()


def badge(page: Page) -> Locator:
    return page.locator(".top .badge").first
