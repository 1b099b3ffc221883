"""What stands on what line in forms and beside them, measured in the longer words of German."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from rbo.clients.service import NewRacket, add_racket
from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.stringers.models import Locale, Stringer
from rbo.webhooks import service as webhooks
from tests.browser import pages
from tests.browser.test_looks import ONE_LINE_PX, box, strung
from tests.catalogue.conftest import starter
from tests.desk.acting import at_a_page
from tests.imports.bringing import a_reported_import
from tests.imports.v1 import v1_book
from tests.imports.years import years
from tests.make import a_client, an_order, today

__all__ = ["starter", "strung"]
ONE_SMALL_LINE_PX = 21
LONGER_AND_LONGER = [f"Head Gravity MP {'x' * length}" for length in range(1, 16)]
DOTS_THAT_BEGIN_A_LINE = """all => all.map((it) => {
  const words = document.createRange();
  words.selectNodeContents(it);
  const left = Math.round(it.getBoundingClientRect().left);
  const nodes = [...it.childNodes].filter((node) => node.data?.includes("·"));
  return nodes.some((node) => {
    words.setStart(node, node.data.indexOf("·"));
    words.setEnd(node, node.data.indexOf("·") + 1);
    return Math.round(words.getBoundingClientRect().left) <= left;
  }) ? it.textContent : "";
}).filter(Boolean)"""


@pytest.fixture
def desk(signed_in: Callable[..., Page]) -> Page:
    """Anna's screen."""
    return signed_in(viewport={"width": 1280, "height": 900})


@pytest.fixture
def ordered(anna: Stringer) -> Order:
    """A racket on the bench of a book that speaks German."""
    pages.speak(anna, Locale.DE)
    made = an_order(a_client(), promised_for=today() + timedelta(days=2))
    db.session.commit()
    return made


def test_an_opened_reading_ends_within_its_card(phone: Page, strung: Order) -> None:
    phone.goto(f"/orders/{strung.number}")
    reading = phone.locator("details.undo:has(form)").last
    reading.locator("summary").click()

    button = reading.get_by_role("button", name="Messwert notieren")

    card = phone.locator(".card").filter(has=button)
    assert box(card).bottom - box(button).bottom >= 12


def test_a_hint_stands_by_its_button(phone: Page, strung: Order) -> None:
    phone.goto(f"/orders/{strung.number}")

    share, link = (phone.get_by_role("link", name=name) for name in ("Teilen", "Link für den Kunden"))
    hint = phone.locator(".hint").filter(has_text="ohne Preise und Nachnamen")

    assert 0 < box(hint).top - box(share).bottom < (box(link).top - box(hint).bottom) / 2


def test_the_next_step_is_said_in_one_line(phone: Page, ordered: Order) -> None:
    phone.goto(f"/orders/{ordered.number}")

    assert box(phone.locator(".course .next .soft")).height < ONE_SMALL_LINE_PX


def test_what_is_copied_is_said_in_two_lines_above_what_else_could_be(phone: Page, ordered: Order) -> None:
    phone.goto(f"/orders/new?client={ordered.client_id}")

    said, ways = box(phone.locator(".copied p")), box(phone.locator(".copied .ways"))

    assert said.height < 2 * ONE_SMALL_LINE_PX
    assert ways.top >= said.bottom


def test_the_way_to_another_client_stands_beside_the_name(phone: Page, ordered: Order) -> None:
    phone.goto(f"/orders/{ordered.number}/edit")

    name, button = box(phone.locator(".client h2")), box(phone.locator(".client .btn"))

    assert abs(name.middle - button.middle) < 2


def test_whether_a_receipt_goes_out_again_is_chosen_in_one_line(desk: Page, strung: Order) -> None:
    desk.goto(f"/orders/{strung.number}/edit")
    choices = desk.locator(".resend label").all()

    assert len(choices) == 2
    assert max(box(choice).height for choice in choices) < ONE_LINE_PX


def test_what_a_program_may_is_chosen_in_one_line(phone: Page, ordered: Order) -> None:
    phone.goto("/settings/programs")

    assert max(box(choice).height for choice in phone.locator(".seg label").all()) < ONE_LINE_PX


def test_fields_side_by_side_have_names_of_one_line(desk: Page, ordered: Order) -> None:
    desk.goto("/settings")

    assert (
        max(
            box(name).height
            for name in desk.locator("#bench .pairs label.legend, #bench .field > label").all()
        )
        < ONE_SMALL_LINE_PX
    )


def test_the_number_of_a_prepaid_job_stands_beside_its_state(phone: Page, ordered: Order) -> None:
    with at_a_page():
        service.mark_paid(ordered, on=today())
        db.session.commit()
    phone.set_viewport_size({"width": 360, "height": 800})
    phone.goto("/")

    state, number = (phone.locator(f".job {part}").first for part in (".badge.ordered", ".nr"))

    assert abs(box(state).middle - box(number).middle) < 4


def test_a_dot_between_two_words_of_a_job_never_begins_a_line(phone: Page, ordered: Order) -> None:
    for label in LONGER_AND_LONGER:
        frame = add_racket(ordered.client, NewRacket(label=label, instance_id=f"GRAV_{len(label)}"))
        an_order(ordered.client, racket=frame)
    db.session.commit()
    phone.goto("/")
    names = phone.locator(".job .who .small")

    assert names.count() > len(LONGER_AND_LONGER)
    assert names.evaluate_all(DOTS_THAT_BEGIN_A_LINE) == []


def test_what_was_done_lately_is_said_in_one_line(phone: Page, strung: Order) -> None:
    with at_a_page():
        service.mark_returned(strung, on=today())
        db.session.commit()
    phone.goto("/activity")

    said = phone.locator(".lately p").filter(has_text="Zurückgegeben")

    assert box(said).height < ONE_SMALL_LINE_PX + 4


def test_an_import_is_decided_on_level_with_what_was_found(desk: Page, ordered: Order) -> None:
    report = a_reported_import(v1_book(years(clients=3, own=0)).packed())
    desk.goto(f"/imports/{report.id}")

    assert box(desk.locator(".acts")).top == pytest.approx(box(desk.locator(".notice").first).top, abs=1)


@pytest.mark.parametrize("address", ["/settings/programs", "/settings/webhooks", "/imports"])
def test_an_empty_page_with_a_form_has_one_primary_button(phone: Page, anna: Stringer, address: str) -> None:
    phone.goto(address)

    assert phone.locator("main .empty .btn").count() == 1
    assert phone.locator("main .btn.primary").count() == 1


def test_what_may_be_left_out_of_a_new_client_is_marked_alike_wherever_one_is_added(
    phone: Page, anna: Stringer
) -> None:
    phone.goto("/clients/new")
    here = [phone.locator(f"label[for={name}]").inner_text() for name in ("email", "phone")]
    phone.goto("/orders/new?client=new")

    assert [phone.locator(f"label[for={name}]").inner_text() for name in ("email", "phone")] == here
    assert all("optional" in label for label in here)


def test_an_address_that_is_told_has_a_line_of_its_own(phone: Page, ordered: Order) -> None:
    webhook = webhooks.add("https://example.org/stringing/news", hears_orders=True, hears_receipts=True).row
    db.session.commit()
    phone.goto(f"/settings/webhooks/{webhook.id}")

    assert box(phone.locator(".facts dd").first).height < ONE_SMALL_LINE_PX + 4


def test_the_way_to_a_copy_of_ones_own_is_said_in_one_line(desk: Page, ordered: Order, starter: int) -> None:
    desk.goto("/catalogue")
    desk.locator(".rows a").first.click()

    assert box(desk.locator(".aside .btn")).height < ONE_LINE_PX
