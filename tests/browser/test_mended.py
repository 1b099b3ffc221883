"""What a refusal marked is no longer marked once it was changed."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.stringjobs import string_of, tension_of

BORDER = "field => getComputedStyle(field).borderTopColor"


def edge_of(field: Locator) -> str:
    """The colour around *field*."""
    colour: str = field.evaluate(BORDER)
    return colour


def test_a_field_loses_its_red_edge_when_it_is_filled_and_its_neighbours_keep_theirs(
    phone: Page, anna: object
) -> None:
    phone.goto("/orders/new?client=new")
    plain = edge_of(string_of(phone))
    phone.get_by_role("button", name="Save as ordered").click()
    expect(string_of(phone)).to_have_attribute("aria-invalid", "true")
    red = edge_of(string_of(phone))

    string_of(phone).fill("Luxilon ALU Power")

    expect(string_of(phone)).not_to_have_attribute("aria-invalid", "true")
    assert edge_of(string_of(phone)) != red
    assert edge_of(phone.get_by_label("First name")) == red
    phone.get_by_label("First name").focus()
    assert edge_of(string_of(phone)) == plain


def test_a_tension_that_is_changed_by_its_keys_loses_it_too(phone: Page, anna: object) -> None:
    phone.goto("/orders/new?client=new")
    phone.get_by_role("button", name="Save as ordered").click()
    around = phone.locator(".step", has=tension_of(phone))
    red = edge_of(around)

    phone.get_by_role("button", name="Mains tension up").click()

    assert edge_of(around) != red
    expect(tension_of(phone)).not_to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_text("Enter the tension.")).to_be_visible()
