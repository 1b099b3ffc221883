"""What the form does while it is filled in: prices, gauges, crosses that follow, a soft warning."""

from __future__ import annotations

from decimal import Decimal

from playwright.sync_api import Page, expect

from rbo.clients.models import Racket
from rbo.orders.side import Side
from rbo.platform.db import db
from tests.browser.stringjobs import open_form, own_of, string_of
from tests.make import a_client, an_order, newest


def test_an_extra_is_added_to_the_bill(either: Page, frames: list[Racket]) -> None:
    open_form(either)

    either.get_by_role("button", name="Add an extra").click()
    either.get_by_label("Extra", exact=True).fill("Overgrip")
    either.get_by_label("Price of the extra").fill("6.5")
    either.get_by_role("button", name="Save as ordered").click()

    expect(either.get_by_text("Order 4 is saved.")).to_be_visible()
    assert newest()[0].total == Decimal("59.50")


def test_a_tension_outside_the_frame_is_warned_about_at_once(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)
    warning = phone.locator("[data-beyond]").first
    expect(warning).to_be_hidden()

    phone.get_by_role("textbox", name="Mains tension").fill("28")
    expect(warning).to_be_visible()
    phone.get_by_text("lb", exact=True).first.click()
    phone.get_by_role("textbox", name="Mains tension").fill("52")

    expect(warning).to_be_hidden()
    expect(phone.get_by_text("Frame 50–59 lb").first).to_be_visible()


def test_a_chosen_string_brings_its_gauge_and_its_last_price(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)

    string_of(phone).fill("Luxilon ALU Power 1.25")

    expect(string_of(phone)).to_have_value("Luxilon ALU Power")
    expect(phone.get_by_role("combobox", name="Mains: Gauge")).to_have_value("1.25 16L")
    expect(phone.get_by_label("Strings, the set")).to_have_value("22.00")
    expect(phone.locator("output[data-total]")).to_have_text("47.00")


def test_a_chosen_string_that_is_called_by_another_gauge_is_saved_as_it_is(phone: Page, anna: object) -> None:
    odd = Side(label="Hyper-G 1.20", gauge_mm=Decimal("1.30"), tension=Decimal(24))
    an_order(a_client("Lena", "Muster"), main=odd)
    db.session.commit()
    open_form(phone)
    string_of(phone).fill("")

    string_of(phone).fill("Hyper-G 1.20 1.30")
    phone.get_by_role("button", name="Save as ordered").click()

    expect(phone.get_by_text("Order 2 is saved.")).to_be_visible()
    assert newest()[0].main.string == odd.string


def test_a_price_that_was_typed_is_left_alone(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)
    phone.get_by_label("Strings, the set").fill("30")

    string_of(phone).fill("Luxilon ALU Power 1.25")

    expect(phone.get_by_label("Strings, the set")).to_have_value("30")


def test_different_crosses_follow_the_mains_until_they_are_changed(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)
    phone.get_by_text("Different").click()
    crosses = phone.get_by_role("textbox", name="Crosses tension")

    phone.get_by_role("button", name="Mains tension up").click()
    expect(crosses).to_have_value("24.5")
    phone.get_by_role("button", name="Crosses tension down").click()
    phone.get_by_role("button", name="Mains tension up").click()

    expect(crosses).to_have_value("24.0")


def test_whose_string_the_crosses_are_follows_too(phone: Page, frames: list[Racket]) -> None:
    open_form(phone)
    main, cross = own_of(phone, "Mains"), own_of(phone, "Crosses")

    main.check()
    expect(cross).to_be_checked()
    cross.uncheck()

    expect(main).to_be_checked()
    expect(phone.locator("output[data-total]")).to_have_text("39.00")


def test_enter_saves_and_never_adds_a_line(either: Page, frames: list[Racket]) -> None:
    open_form(either)

    either.get_by_label("Labour").press("Enter")

    expect(either.get_by_text("Order 4 is saved.")).to_be_visible()
