"""Changing an order in a browser: alone, and while somebody else does; measuring it; doing it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.browser import kit
from tests.make import a_client, an_order, reloaded, today

PHONE = {"width": 375, "height": 800}


@pytest.fixture
def strung(anna: object) -> Order:
    """An order that came off the machine today."""
    order = an_order(a_client(), ordered_at=today() - timedelta(days=7), comments="As always")
    service.mark_strung(order, on=today())
    db.session.commit()
    return order


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def window(request: pytest.FixtureRequest, signed_in: Callable[..., Page]) -> Callable[[], Page]:
    """Opens one more phone on which Anna is signed in; it may or may not run scripts."""
    return lambda: signed_in(viewport=PHONE, java_script_enabled=request.param)


def test_a_change_says_before_that_the_receipt_goes_out_again(
    window: Callable[[], Page], strung: Order
) -> None:
    page = window()
    page.goto("/orders/1")
    page.get_by_role("link", name="Edit").click()
    expect(page.get_by_text("If this changes receipt")).to_be_visible()
    expect(page.get_by_label("Send it again")).to_be_checked()

    page.get_by_label("Labour").fill("30")
    page.get_by_role("button", name="Save changes").click()

    expect(page.get_by_text("Saved. The receipt is on its way again.")).to_be_visible()
    page.get_by_text("All mailings").click()
    expect(page.get_by_text("after a change")).to_be_visible()


def test_a_change_can_stay_here(window: Callable[[], Page], strung: Order) -> None:
    page = window()
    page.goto("/orders/1/edit")
    page.get_by_label("Labour").fill("30")
    page.get_by_text("Do not send").click()

    page.get_by_role("button", name="Save changes").click()

    expect(page.get_by_text("Saved. Nothing was mailed.")).to_be_visible()
    expect(page.get_by_text("58.00")).to_be_visible()


def test_two_people_edit_and_the_second_merges(window: Callable[[], Page], strung: Order) -> None:
    here, there = window(), window()
    for page in (here, there):
        page.goto("/orders/1/edit")
    there.get_by_label("Labour").fill("40")
    there.get_by_text("Do not send").click()
    there.get_by_role("button", name="Save changes").click()
    expect(there.get_by_text("Saved.")).to_be_visible()

    here.get_by_text("Method, reading, comment").click()
    here.get_by_label("Comment on the receipt").fill("Softer next time")
    here.get_by_role("button", name="Save changes").click()
    expect(here.get_by_role("heading", name="Two changes of order 1")).to_be_visible()
    expect(here.get_by_role("group", name="Labour").get_by_label("Now saved")).to_be_checked()
    expect(here.get_by_role("group", name="Comment on the receipt").get_by_label("Yours")).to_be_checked()
    here.get_by_role("button", name="Save what is chosen").click()

    expect(here.get_by_text("Softer next time")).to_be_visible()
    db.session.rollback()
    order = reloaded(1)
    assert (order.labour_price, order.comments) == (Decimal(40), "Softer next time")


@pytest.mark.parametrize("width", [360, 1280])
def test_two_versions_side_by_side_read_well(
    signed_in: Callable[..., Page], strung: Order, width: int
) -> None:
    page = signed_in(viewport={"width": width, "height": 800}, reduced_motion="reduce")
    page.goto("/orders/1/edit")
    order = reloaded(1)
    order.comments = "W" * 300
    db.session.commit()
    page.get_by_label("Labour").fill("30")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_text("this order was changed meanwhile")).to_be_visible()

    found = []
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        found += kit.faults(page)

    assert (found, kit.too_wide(page), kit.too_small(page)) == ([], 0, [])


def test_a_reading_is_noted_on_the_spot(window: Callable[[], Page], strung: Order) -> None:
    page = window()
    page.goto("/orders/1")
    page.get_by_text("Note the dynamic tension").click()
    page.get_by_label("Dynamic tension").fill("36")
    page.get_by_role("button", name="Note reading").click()
    expect(page.get_by_text("Enter the instrument it was measured with.")).to_be_visible()

    page.get_by_label("Measured with").fill("ERT 300")
    page.get_by_role("button", name="Note reading").click()

    expect(page.get_by_text("36, measured with ERT 300")).to_be_visible()


def test_a_redo_is_one_tap_and_leads_back(window: Callable[[], Page], strung: Order) -> None:
    page = window()
    page.goto("/orders/1")
    page.get_by_role("button", name="Redo this job").click()
    expect(page.get_by_text("the redo of order 1")).to_be_visible()

    page.get_by_role("link", name="order 1").click()

    expect(page.get_by_role("link", name="order 2")).to_be_visible()


def test_a_day_is_corrected_from_the_progress(window: Callable[[], Page], strung: Order) -> None:
    page, earlier = window(), today() - timedelta(days=2)
    page.goto("/orders/1")
    page.get_by_text("Take a step back").click()
    page.get_by_role("link", name="Correct a day instead").click()

    page.get_by_label("Strung on").fill(earlier.isoformat())
    page.get_by_role("button", name="Save changes").click()

    page.get_by_text("History").click()
    expect(page.get_by_text("Day of stringing corrected from")).to_be_visible()
