"""A bag of rackets, a new client, one's own racket: counted in taps, with a script and without."""

from __future__ import annotations

from decimal import Decimal

from playwright.sync_api import Page, expect

from rbo.clients.models import Racket
from rbo.orders.lifecycle import State
from rbo.stringers.models import Stringer
from tests.browser.stringjobs import open_form, string_of
from tests.make import newest


def test_a_bag_of_three_is_saved_in_five_taps(either: Page, frames: list[Racket]) -> None:
    either.goto("/")
    taps = [
        either.get_by_role("navigation", name="Bottom bar").get_by_role("link", name="Add stringjob"),
        either.get_by_role("link", name="Lena Muster"),
        either.get_by_role("checkbox", name="PA98_1"),
        either.get_by_role("checkbox", name="PA98_2"),
        either.get_by_role("button", name="Save as strung"),
    ]

    for tap in taps:
        tap.click()

    expect(either.get_by_text("Orders 4 to 6 are strung.")).to_be_visible()
    assert {order.racket_id for order in newest(3)} == {racket.id for racket in frames}
    assert all(order.receipt for order in newest(3))


def test_the_racket_that_differs_gets_its_own_tension(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)
    phone.get_by_role("checkbox", name="PA98_1").check()

    phone.get_by_role("button", name="Mains of PA98_1 down").click()
    expect(phone.locator(".acts .total")).to_contain_text("106.00")
    phone.get_by_role("button", name="Save as ordered").click()

    expect(phone.get_by_text("Orders 4 and 5 are saved.")).to_be_visible()
    assert {order.main.tension for order in newest(2)} == {Decimal("23.5"), Decimal("24.0")}


def test_the_usual_is_one_tap_away(either: Page, frames: list[Racket]) -> None:
    open_form(either)

    either.get_by_role("link", name="The usual").click()

    expect(either.get_by_role("combobox", name="Mains: String")).to_have_value("Luxilon ALU Power")
    expect(either.get_by_role("combobox", name="Mains: Gauge")).to_have_value("1.25 16L")


def test_another_racket_brings_its_own_last_job(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)

    phone.get_by_role("radio", name="PA98_1").check()

    expect(string_of(phone)).to_have_value("Luxilon ALU Power")


def test_another_racket_leaves_alone_what_was_typed(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)
    string_of(phone).fill("My own spool")

    phone.get_by_role("radio", name="PA98_1").check()
    phone.get_by_role("button", name="Save as ordered").click()

    expect(phone.get_by_text("Order 4 is saved.")).to_be_visible()
    assert (newest()[0].main.label, newest()[0].racket_id) == ("My own spool", frames[0].id)


def test_a_new_client_with_new_rackets_takes_one_page(either: Page, anna: Stringer) -> None:
    either.goto("/orders/new")
    either.get_by_label("Whose racket is it?").fill("Mia Keller")
    either.get_by_label("Whose racket is it?").press("Enter")
    either.get_by_role("link", name="New client “Mia Keller”").click()

    expect(either.get_by_label("Last name")).to_have_value("Keller")
    either.get_by_role("combobox", name="Model").fill("Wilson Blade 98")
    either.get_by_label("How many of these").fill("2")
    string_of(either).fill("Luxilon ALU Power 1.25")
    either.get_by_role("textbox", name="Mains tension").fill("24")
    either.get_by_role("button", name="Save as ordered").click()

    expect(either.get_by_text("Orders 1 and 2 are saved.")).to_be_visible()
    assert [order.racket.instance_id for order in newest(2)] == ["2", "1"]
    assert newest()[0].main.gauge_mm == Decimal("1.25")


def test_ones_own_racket_is_kept_as_a_draft(either: Page, anna: Stringer) -> None:
    either.goto("/orders/new")
    either.get_by_role("link", name="My own racket").click()
    either.get_by_role("combobox", name="Model").fill("Head Prestige")
    string_of(either).fill("Luxilon ALU Power 1.25")
    either.get_by_role("textbox", name="Mains tension").fill("24")

    either.get_by_role("button", name="Save as draft").click()

    expect(either.get_by_text("Order 1 is saved.")).to_be_visible()
    assert newest()[0].state is State.DRAFT
