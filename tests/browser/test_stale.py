"""A page that somebody left open: its step is refused, and it shows how things stand by now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from rbo.orders import service
from rbo.platform.db import db
from tests.browser.test_moves import badge
from tests.make import a_client, an_order, reloaded, strung, today


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, signed_in: Callable[..., Page], anna: object) -> Page:
    """The page of order 1, which stands on the bench."""
    an_order(a_client())
    db.session.rollback()
    page = signed_in(java_script_enabled=request.param, viewport={"width": 375, "height": 800})
    page.goto("/orders/1")
    return page


def press(page: Page, verb: str) -> None:
    """Press a step of the order's own page."""
    page.get_by_role("button", name=verb, exact=True).click()


def test_a_step_that_was_taken_meanwhile_is_seen_with_the_reason(page: Page) -> None:
    service.mark_strung(reloaded(1), on=today())
    service.mark_returned(reloaded(1), on=today())
    db.session.commit()

    press(page, "Cancel order")

    expect(page.get_by_role("alert")).to_contain_text("Order 1 is strung already.")
    expect(page.get_by_role("alert")).to_be_in_viewport()
    expect(badge(page)).to_have_text("Returned")
    press(page, "Mark paid")
    expect(badge(page)).to_have_text("Done")
    expect(page.get_by_role("alert")).to_be_empty()


def test_an_order_that_was_cancelled_meanwhile_offers_no_step(page: Page) -> None:
    service.cancel(reloaded(1), on=today())
    db.session.commit()

    press(page, "Mark strung")

    expect(page.get_by_role("alert")).to_contain_text("Order 1 is cancelled.")
    expect(badge(page)).to_have_text("Cancelled")
    expect(page.get_by_role("button", name="Mark strung")).to_have_count(0)


@pytest.mark.parametrize("page", [True], indirect=True)
def test_the_reason_stays_while_the_page_asks_after_the_letter(page: Page) -> None:
    strung(reloaded(1))

    press(page, "Cancel order")
    with page.expect_response("**/orders/1/emissions"):
        expect(page.get_by_text("Being mailed").first).to_be_visible()

    expect(page.get_by_role("alert")).to_contain_text("Order 1 is strung already.")


def test_a_reading_that_came_too_late_is_typed_once(signed_in: Callable[..., Page], anna: object) -> None:
    strung(an_order(a_client()))
    page = signed_in()
    page.goto("/orders/1")
    page.get_by_text("Note the dynamic tension").click()
    page.get_by_label("Dynamic tension").fill("36")
    page.get_by_label("Measured with").fill("ERT 300")
    service.mark_paid(reloaded(1), on=today())
    db.session.commit()

    press(page, "Note reading")

    expect(page.get_by_role("alert")).to_contain_text("changed meanwhile")
    expect(page.get_by_label("Dynamic tension")).to_have_value("36")
    press(page, "Note reading")
    expect(page.get_by_text("36, measured with ERT 300")).to_be_visible()


def test_today_looks_again_when_its_button_came_too_late(
    signed_in: Callable[..., Page], anna: object
) -> None:
    an_order(a_client("Tim", "Probe"))
    an_order(a_client("Nora", "Exempel"))
    page = signed_in(viewport={"width": 375, "height": 800})
    page.goto("/")
    service.cancel(reloaded(1), on=today())
    db.session.commit()

    page.get_by_role("article", name="Tim Probe").get_by_role("button", name="Mark strung").click()

    expect(page.locator(".job")).to_have_count(1)
    expect(page.get_by_role("alert")).to_contain_text("Order 1 is cancelled.")
