"""A bag of rackets, a new client, extras and prices: counted in taps, with a script and without."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from rbo.catalogue.models import Sport
from rbo.catalogue.service import NewRacketModel, add_racket_model
from rbo.clients.models import Racket
from rbo.clients.service import NewRacket, add_racket
from rbo.orders.lifecycle import State
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.make import a_client, an_order, newest

POLY = Side(
    label="Luxilon ALU Power",
    gauge_mm=Decimal("1.25"),
    gauge_label="16L",
    tension=Decimal(25),
    price=Decimal(11),
)


@pytest.fixture
def frames(anna: Stringer) -> list[Racket]:
    """Lena's three frames for 50 to 59 lb; she had poly in two of them, and the third last."""
    model = add_racket_model(
        NewRacketModel(
            sport=Sport.TENNIS,
            brand="Babolat",
            model="Pure Aero 98",
            pattern="16x20",
            tension_min=Decimal(50),
            tension_max=Decimal(59),
        )
    )
    lena = a_client("Lena", "Muster")
    made = [add_racket(lena, NewRacket(model=model, instance_id=f"PA98_{nr}")) for nr in (1, 2, 3)]
    an_order(lena, racket=made[0], main=POLY)
    an_order(lena, racket=made[1], main=POLY)
    an_order(lena, racket=made[2])
    db.session.commit()
    return made


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def either(request: pytest.FixtureRequest, signed_in: Callable[..., BrowserContext]) -> Page:
    """A phone that may or may not run scripts."""
    context = signed_in(viewport={"width": 375, "height": 800}, java_script_enabled=request.param)
    return context.new_page()


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

    expect(phone.get_by_text("Orders 4 to 5 are saved.")).to_be_visible()
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

    expect(either.get_by_text("Orders 1 to 2 are saved.")).to_be_visible()
    assert [order.racket.instance_id for order in newest(2)] == ["2", "1"]
    assert newest()[0].main.gauge_mm == Decimal("1.25")


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


def test_ones_own_racket_is_kept_as_a_draft(either: Page, app: Flask, anna: Stringer) -> None:
    either.goto("/orders/new")
    either.get_by_role("link", name="My own racket").click()
    either.get_by_role("combobox", name="Model").fill("Head Prestige")
    string_of(either).fill("Luxilon ALU Power 1.25")
    either.get_by_role("textbox", name="Mains tension").fill("24")

    either.get_by_role("button", name="Save as draft").click()

    expect(either.get_by_text("Order 1 is saved.")).to_be_visible()
    assert newest()[0].state is State.DRAFT


def open_form(page: Page) -> None:
    page.goto("/orders/new")
    page.get_by_role("link", name="Lena Muster").click()
    page.wait_for_url("**/orders/new?client=**")


def string_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Mains: String")


def own_of(page: Page, side: str) -> Locator:
    return page.get_by_label(f"Client’s own string, {side}")
