"""Add stringjob, the main thing: few taps, nothing lost, right without a script too."""

from __future__ import annotations

from decimal import Decimal
from time import monotonic

from playwright.sync_api import Page, expect

from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.stringers.models import TensionUnit
from tests.browser.stringjobs import open_form, string_of, tension_of
from tests.make import a_client, an_order, newest


def test_a_known_client_is_saved_like_last_time_in_three_taps(phone: Page, last_job: Order) -> None:
    phone.goto("/")
    taps = [
        phone.get_by_role("navigation", name="Bottom bar").get_by_role("link", name="Add stringjob"),
        phone.get_by_role("link", name="Lena Muster"),
        phone.get_by_role("button", name="Save as ordered"),
    ]

    for tap in taps:
        tap.click()

    expect(phone.get_by_role("status").get_by_text("Order 2 is saved.")).to_be_visible()
    again = newest()[0]
    assert (again.main, again.cross, again.total) == (last_job.main, last_job.cross, last_job.total)


def test_a_known_client_is_strung_like_last_time_in_three_taps_and_fifteen_seconds(
    phone: Page, last_job: Order
) -> None:
    phone.goto("/")
    began = monotonic()
    taps = [
        phone.get_by_role("navigation", name="Bottom bar").get_by_role("link", name="Add stringjob"),
        phone.get_by_role("link", name="Lena Muster"),
        phone.get_by_role("button", name="Save as strung"),
    ]

    for tap in taps:
        tap.click()

    expect(phone.get_by_text("Strung. The receipt is on its way.")).to_be_visible()
    assert monotonic() - began < 15
    assert newest()[0].is_strung


def test_the_keys_beside_a_tension_count_in_the_clients_unit(phone: Page, anna: object) -> None:
    side = Side(label="Gut", tension=Decimal(52))
    an_order(a_client("Lena", "Muster"), main=side, tension_unit=TensionUnit.LB)
    open_form(phone)

    for way in ("up", "up", "down"):
        phone.get_by_role("button", name=f"Mains tension {way}").click()

    expect(tension_of(phone)).to_have_value("52.5")
    expect(phone.get_by_text("23.8 kg").first).to_be_visible()
    phone.get_by_role("button", name="Save as ordered").click()
    expect(phone.get_by_role("status").get_by_text("Order 2 is saved.")).to_be_visible()
    saved = newest()[0]
    assert (saved.main.tension, saved.cross.tension, saved.tension_unit) == (
        Decimal("52.5"),
        Decimal("52.5"),
        TensionUnit.LB,
    )


def test_the_client_is_found_by_a_part_of_the_name(either: Page, last_job: Order) -> None:
    either.goto("/orders/new")

    either.get_by_label("Whose racket is it?").fill("must")
    either.get_by_label("Whose racket is it?").press("Enter")

    expect(either.locator("#found li").get_by_role("link")).to_have_text(["Lena Muster"])


def test_client_racket_and_order_are_made_on_one_page(either: Page, anna: object) -> None:
    either.goto("/orders/new?client=new")
    either.get_by_label("First name").fill("Mia")
    either.get_by_label("Email").fill("mia@example.com")
    either.get_by_role("combobox", name="Model").fill("Babolat Pure Aero 98")
    string_of(either).fill("Luxilon ALU Power 1.25")
    tension_of(either).fill("24,5")
    either.get_by_label("Strings, the set").fill("18.01")

    either.get_by_role("button", name="Save as strung").click()

    expect(either.get_by_role("heading", name="Mia")).to_be_visible()
    order = newest()[0]
    assert (str(order.main.price), str(order.cross.price), str(order.main.tension)) == (
        "9.01",
        "9.00",
        "24.5",
    )
    assert order.receipt is not None


def test_what_was_typed_stays_and_the_mistake_is_marked(either: Page, anna: object) -> None:
    either.goto("/orders/new?client=new")
    either.get_by_label("First name").fill("Mia")
    either.get_by_label("Email").fill("mia at example")
    either.get_by_label("Comment on the receipt").evaluate("field => field.value = 'Softer'")

    either.get_by_role("button", name="Save as ordered").click()

    expect(either.get_by_text("Enter a complete email address, like anna@example.com.")).to_be_visible()
    expect(either.get_by_label("First name")).to_have_value("Mia")
    expect(either.get_by_label("Email")).to_have_value("mia at example")
    expect(either.get_by_label("Email")).to_have_attribute("aria-invalid", "true")


def test_the_first_mistake_gets_the_focus(phone: Page, anna: object) -> None:
    phone.goto("/orders/new?client=new")
    phone.get_by_label("First name").fill("Mia")

    phone.get_by_role("button", name="Save as ordered").click()

    expect(phone.get_by_role("combobox", name="Model")).to_be_focused()


def test_a_tension_that_no_frame_takes_is_refused_in_words(either: Page, last_job: Order) -> None:
    open_form(either)
    tension_of(either).fill("52")

    either.get_by_role("button", name="Save as ordered").click()

    expect(either.get_by_text("Enter a tension between 4 and 45 kg (9 and 99 lb).")).to_be_visible()
    expect(tension_of(either)).to_have_value("52")


def test_crosses_are_like_the_mains_until_they_are_made_different(phone: Page, last_job: Order) -> None:
    open_form(phone)
    expect(phone.get_by_role("textbox", name="Crosses tension")).to_be_hidden()

    phone.get_by_text("Different").click()
    phone.get_by_role("button", name="Crosses tension down").click()
    phone.get_by_role("button", name="Save as ordered").click()

    expect(phone).to_have_url("/orders/2")
    order = newest()[0]
    assert (str(order.main.tension), str(order.cross.tension)) == ("24.0", "23.5")


def test_the_total_and_the_other_unit_follow_at_once(phone: Page, last_job: Order) -> None:
    open_form(phone)

    phone.get_by_role("button", name="Mains tension up").click()
    phone.get_by_label("Labour").fill("30")
    phone.get_by_label("Client’s own string, Mains").check()

    expect(phone.get_by_text("54.0 lb")).to_be_visible()
    expect(phone.locator("output[data-total]")).to_have_text("30.00")


def test_another_unit_changes_the_words_and_not_the_number(phone: Page, last_job: Order) -> None:
    open_form(phone)

    phone.get_by_text("lb", exact=True).first.click()
    tension_of(phone).fill("53")

    expect(phone.get_by_text("24.0 kg")).to_be_visible()
    phone.get_by_role("button", name="Save as ordered").click()
    expect(phone.get_by_text("Order 2 is saved.")).to_be_visible()
    assert (newest()[0].tension_unit, str(newest()[0].main.tension)) == ("lb", "53.0")


def test_one_can_start_empty_and_copy_last_brings_it_back(either: Page, last_job: Order) -> None:
    open_form(either)

    either.get_by_role("link", name="Start empty").click()
    expect(string_of(either)).to_have_value("")
    either.get_by_role("link", name="Copy last").click()

    expect(string_of(either)).to_have_value("Solinco Hyper-G")


def test_going_back_and_saving_again_makes_one_order(either: Page, last_job: Order) -> None:
    open_form(either)
    either.get_by_role("button", name="Save as ordered").click()
    expect(either.get_by_role("heading", name="Lena Muster")).to_be_visible()

    either.go_back()
    either.get_by_role("button", name="Save as ordered").click()

    expect(either.get_by_role("heading", name="Lena Muster")).to_be_visible()
    assert newest()[0].number == 2


def test_a_unit_that_came_back_with_the_page_is_told(phone: Page, last_job: Order) -> None:
    open_form(phone)
    tension_of(phone).fill("53")
    phone.evaluate("document.querySelector('[name=unit][value=lb]').checked = true")

    phone.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")

    expect(phone.get_by_text("24.0 kg")).to_be_visible()
