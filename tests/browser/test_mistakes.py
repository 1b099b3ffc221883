"""Whatever is typed wrong into any form: it says so at the field, goes there, and keeps every word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from rbo.stringers.models import Locale, Stringer
from tests.browser import kit, pages

FORMS = "#main form[method=post]"
HOW_MANY = f"() => [...document.querySelectorAll('{FORMS}')].length"
MISTYPE = """(form) => {
  form.noValidate = true;
  const wrong = { TEXTAREA: "?".repeat(6000), INPUT: "?".repeat(700) };
  const typed = [...form.elements].filter((field) => field.checkVisibility() && !field.readOnly &&
    (field.type === "textarea" || ["text", "email", "tel"].includes(field.type)));
  for (const field of typed) field.value = wrong[field.tagName];
  return typed.map((field) => [field.name, field.value]);
}"""
SEND = "(form) => form.requestSubmit(form.querySelector('[type=submit], button:not([type])'))"
ASTRAY = """() => [...document.querySelectorAll("[data-first] a[href^='#']")].map((way) => way.hash.slice(1))
  .filter((id) => !document.getElementById(id))"""
LOST = """(typed) => typed.filter(([name, value]) => document.getElementsByName(name)[0]?.value !== value)
  .map(([name]) => name)"""


@pytest.mark.timeout(300)
def test_a_mistake_is_marked_and_nothing_is_lost(
    app: Flask, anna: Stringer, signed_in: Callable[..., BrowserContext]
) -> None:
    pages.speak(anna, Locale.DE)
    page = signed_in(
        viewport={"width": 375, "height": 800}, color_scheme="dark", reduced_motion="reduce"
    ).new_page()

    wrong = []
    for address in pages.on_screen(pages.full_book(app)):
        kit.open_page(page, address)
        for number in range(page.evaluate(HOW_MANY)):
            kit.open_page(page, address)
            wrong += [f"{address}, form {number + 1}: {fault}" for fault in faults_of(page, number)]

    assert wrong == []


def faults_of(page: Page, number: int) -> list[str]:
    """What is wrong about the answer to nonsense in one form of *page*, if anything can be typed."""
    form = page.locator(FORMS).nth(number)
    typed = form.evaluate(MISTYPE)
    if not typed:
        return []
    form.evaluate(SEND)
    expect(page.locator("[aria-invalid=true]:focus")).to_be_visible()
    lost = [f"{name} is lost" for name in page.evaluate(LOST, typed)]
    astray = [f"the summary leads to no {field}" for field in page.evaluate(ASTRAY)]
    return lost + astray + kit.faults(page)
