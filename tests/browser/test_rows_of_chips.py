"""Chips and the strip above a page: what stands in a line is seen in that line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from rbo.platform.db import db
from rbo.stringers.models import Locale, Stringer
from tests.browser import pages
from tests.make import an_order


@pytest.mark.parametrize("locale", list(Locale))
def test_the_landlords_places_stand_in_one_line_on_a_desk(
    signed_in: Callable[..., Page], anna: Stringer, locale: Locale
) -> None:
    pages.speak(anna, locale)
    pages.promote(anna)
    page = signed_in(viewport={"width": 1280, "height": 900})
    page.goto("/admin/submissions")

    assert len(tops(page.locator(".places > a"))) == 1


def test_the_place_one_is_at_is_seen_on_a_phone(phone: Page, anna: Stringer) -> None:
    pages.promote(anna)
    phone.goto("/admin/health")

    expect(phone.locator(".places > [aria-current]")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", ["Programs", "Webhooks", "Outbox", "Administration"])
def test_a_phone_is_led_to_what_has_a_page_of_its_own(phone: Page, anna: Stringer, name: str) -> None:
    pages.promote(anna)
    phone.goto("/settings")

    phone.get_by_role("navigation", name="Sections").get_by_role("link", name=name).click()

    phone.wait_for_url(lambda address: not address.endswith("/settings"))


def test_the_state_that_is_listed_is_seen_on_a_phone(phone: Page, anna: Stringer) -> None:
    an_order()
    db.session.commit()
    phone.goto("/orders?state=cancelled")
    chosen = phone.locator(".chips > [aria-current]")
    expect(chosen).to_be_in_viewport(ratio=1)

    phone.get_by_role("main").get_by_role("searchbox").fill("nobody")

    expect(phone.get_by_role("link", name="“nobody”")).to_be_visible()
    expect(chosen).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("locale", list(Locale))
def test_the_strip_of_a_demo_takes_one_line_on_a_phone(
    monkeypatch: pytest.MonkeyPatch, app: Flask, phone: Page, anna: Stringer, locale: Locale
) -> None:
    monkeypatch.setitem(app.config, "RBO", replace(app.config["RBO"], is_demo=True))
    pages.speak(anna, locale)
    phone.set_viewport_size({"width": 360, "height": 800})
    phone.goto("/")
    words = phone.locator(".demo span")

    assert len(tops(words)) == 1
    assert abs(middle(words) - middle(phone.locator(".demo a"))) < 1
    assert words.evaluate("it => it.getClientRects()[0].height") < 40


def tops(parts: Locator) -> set[float]:
    """How high each of *parts* begins: as many as there are lines."""
    found: set[float] = set(parts.evaluate_all("all => all.map((it) => it.getBoundingClientRect().top)"))
    return found


def middle(part: Locator) -> float:
    """Half-way down *part*."""
    found = part.bounding_box()
    assert found is not None
    return found["y"] + found["height"] / 2
