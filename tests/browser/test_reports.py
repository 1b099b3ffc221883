"""Reports on a narrow phone, on paper and without a script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from rbo.orders import service
from rbo.platform.db import db
from tests.browser import kit
from tests.make import an_order, reloaded, today

INK_ON_PAPER = "getComputedStyle(document.body).color"
COVERED = """plots => plots.flatMap(plot => {
  const texts = [...plot.querySelectorAll(".number, .tick")];
  const boxes = texts.map(text => text.getBoundingClientRect()).filter(box => box.width);
  const touch = (one, other) => one.left < other.right && other.left < one.right &&
    one.top < other.bottom && other.top < one.bottom;
  return boxes.filter((one, place) => boxes.slice(place + 1).some(other => touch(one, other)));
}).length"""
THIS_YEAR = f"/reports?year={today().year}"


@pytest.fixture
def years(anna: object) -> None:
    """A job in each of seven years."""
    for ago in range(7):
        day = date(today().year - ago, 1, 1)
        order = an_order(ordered_at=day - timedelta(days=1))
        service.mark_strung(reloaded(order.number), on=day)
        db.session.commit()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_table_opens_within_the_narrowest_phone(
    signed_in: Callable[..., Page], years: None, theme: str
) -> None:
    page = signed_in(viewport={"width": 360, "height": 740}, color_scheme=theme)
    page.goto(THIS_YEAR)

    for summary in page.locator("main summary").all():
        summary.click()

    expect(page.get_by_role("link", name="Download as CSV")).to_have_count(6)
    expect(page.get_by_role("table")).to_have_count(6)
    assert kit.too_wide(page) == 0
    assert kit.too_small(page) == []
    assert kit.faults(page) == []


def test_no_number_of_a_chart_lies_on_another(phone: Page, years: None) -> None:
    phone.goto("/reports")

    covered = phone.locator(".plot").evaluate_all(COVERED)

    assert covered == 0


def test_a_year_is_chosen_from_a_list_without_a_script(signed_in: Callable[..., Page], years: None) -> None:
    page = signed_in(viewport={"width": 375, "height": 800}, java_script_enabled=False)
    page.goto("/reports")

    page.get_by_label("Year", exact=True).select_option(str(today().year - 6))
    page.get_by_role("button", name="Show").click()

    expect(page.get_by_role("heading", name="Jobs by month")).to_be_visible()
    assert page.url.endswith(f"year={today().year - 6}")


def test_a_file_is_handed_out_under_its_name(phone: Page, years: None) -> None:
    phone.goto(THIS_YEAR)
    phone.get_by_text("Show as table").first.click()

    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download as CSV").first.click()

    assert download.value.suggested_filename == f"rbo-jobs-{today().year}.csv"


def test_a_dark_page_is_printed_on_white_paper(signed_in: Callable[..., Page], years: None) -> None:
    page = signed_in(color_scheme="dark")
    page.goto(THIS_YEAR)
    on_screen = page.evaluate(INK_ON_PAPER)

    page.emulate_media(media="print")

    assert page.evaluate(INK_ON_PAPER) == "rgb(19, 33, 27)" != on_screen
    assert page.get_by_role("navigation").filter(visible=True).count() == 0
