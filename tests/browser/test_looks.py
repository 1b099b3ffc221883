"""What is measured in the longer words of German on a phone, for the eye would trip over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from playwright.sync_api import Locator, Page

from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.stringers.models import Locale, Stringer
from tests.browser import pages
from tests.desk.acting import at_a_page
from tests.make import a_client, an_order, today

GAPS = """() => [...document.querySelectorAll(".course li + li")].map((step) => {
  const before = step.previousElementSibling;
  const [from, to] = [before, step].map((each) => {
    const { left, width } = each.querySelector(".dot").getBoundingClientRect();
    return left + width / 2;
  });
  const half = (each, which) => {
    const { left, width } = getComputedStyle(each, which);
    const start = each.getBoundingClientRect().left + parseFloat(left);
    return [start, start + parseFloat(width)];
  };
  const halves = [half(before, "::after"), half(step, "::before")];
  return Math.max(halves[0][0] - from, halves[1][0] - halves[0][1], to - halves[1][1]);
})"""
ONE_LINE_PX = 46
NAMED_BOXES = """(all) => all.map((one) => [one.innerText, one.getBoundingClientRect()])
  .map(([name, { width, height }]) => [name, width, height])"""
BALL_PX = 24  # what the ball stands above its bar


@pytest.fixture
def strung(anna: Stringer) -> Order:
    """A strung racket in a book that speaks German."""
    pages.speak(anna, Locale.DE)
    made = an_order(a_client())
    service.mark_strung(made, on=today())
    db.session.commit()
    return made


def test_a_line_leads_from_each_step_to_the_next(phone: Page, strung: Order) -> None:
    phone.goto(f"/orders/{strung.number}")

    assert max(phone.evaluate(GAPS)) < 1


@pytest.mark.parametrize("address", ["/catalogue", "/catalogue/strings", "/clients"])
def test_the_button_of_a_list_stands_beside_its_title(phone: Page, strung: Order, address: str) -> None:
    phone.goto(address)

    title, button = box(phone.locator("h1")), box(phone.locator(".bar-top .btn.slim"))

    assert abs(title.middle - button.middle) < 2


def test_a_name_is_not_broken_for_a_button_beside_it(phone: Page, strung: Order) -> None:
    phone.goto(f"/clients/{strung.client_id}")

    title, button = box(phone.locator("h1")), box(phone.locator(".bar-top .btn.slim"))

    assert title.height < ONE_LINE_PX
    assert button.top >= title.bottom


def test_what_was_done_lately_names_its_client_in_one_line(phone: Page, strung: Order) -> None:
    with at_a_page():
        service.mark_paid(strung, on=today())
        db.session.commit()
    phone.goto("/activity")

    name, undo = box(phone.locator(".rows p").first), box(phone.locator(".rows .btn"))

    assert name.height < ONE_LINE_PX
    assert undo.top >= name.bottom


def test_the_buttons_of_a_receipt_keep_to_one_line(phone: Page, strung: Order) -> None:
    phone.goto(f"/orders/{strung.number}")

    found = [box(button).height for button in phone.locator(".mail .two .btn").all()]

    assert len(found) == 2
    assert max(found) < ONE_LINE_PX


def test_a_word_of_the_rail_stays_in_its_field_on_a_low_screen(phone: Page, anna: Stringer) -> None:
    pages.speak(anna, Locale.DE)
    phone.set_viewport_size({"width": 768, "height": 500})
    phone.goto("/")

    assert phone.locator(".rail .add").evaluate("it => it.scrollHeight - it.clientHeight") <= 0


def test_a_message_lies_right_above_the_bar_and_covers_no_ball(phone: Page, strung: Order) -> None:
    phone.goto("/shares/new")

    message, bar = box(phone.locator(".toast")), box(phone.locator(".bottom"))

    assert BALL_PX <= bar.top - message.bottom < 2 * BALL_PX


def test_a_file_that_is_made_is_seen_above_the_bar(phone: Page, strung: Order) -> None:
    phone.goto("/exports")

    phone.get_by_role("button", name="ZIP erstellen").click()
    being_made = phone.locator("#files .progress")
    being_made.wait_for()

    assert box(being_made).bottom < box(phone.locator(".bottom")).top - BALL_PX


def test_all_years_and_the_last_four_stand_in_one_line(phone: Page, strung: Order) -> None:
    for ago in (1, 2, 3):
        day = date(today().year - ago, 1, 2)
        service.mark_strung(an_order(ordered_at=day), on=day)
        db.session.commit()
    phone.goto("/reports")

    tabs = phone.locator(".tabs a").all()

    assert len(tabs) == 5
    assert max(box(tab).height for tab in tabs) < ONE_LINE_PX


def test_a_chart_without_a_neighbour_takes_the_whole_line(
    signed_in: Callable[..., Page], strung: Order
) -> None:
    page = signed_in(viewport={"width": 1280, "height": 900})
    page.goto("/reports")
    tiles = page.locator(".tiles").first

    assert tiles.locator("> .card").count() == 3
    assert box(tiles.locator("> .card").last).width == pytest.approx(box(tiles).width)


def test_an_address_for_programs_has_a_line_of_its_own(phone: Page, anna: Stringer) -> None:
    phone.goto("/api/v1/docs")
    told = phone.locator("summary").first

    assert box(told.locator(".strong")).bottom <= box(told.locator(".small")).top


def test_the_names_of_a_form_for_programs_keep_their_room(
    signed_in: Callable[..., Page], anna: Stringer
) -> None:
    page = signed_in(viewport={"width": 1280, "height": 900})
    page.goto("/api/v1/docs")

    names = page.locator("h3 + table td.lead").evaluate_all(NAMED_BOXES)

    assert max(height for name, _width, height in names if name.startswith("display_name")) < 2 * ONE_LINE_PX
    assert min(width for _name, width, _height in names) > 150


@dataclass(frozen=True)
class Box:
    """Where something lies on a page, in pixels."""

    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.top + self.height / 2


def box(part: Locator) -> Box:
    """Where *part* lies."""
    found = part.bounding_box()
    assert found is not None
    return Box(found["y"], found["width"], found["height"])
