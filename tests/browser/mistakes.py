"""Nonsense in the forms of a page: it is marked and kept, and the focus goes to the first mistake."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser import kit

FORMS = "#main form[method=post]"
TYPED_INTO = """(form) => [...form.elements].filter((field) => field.checkVisibility() && !field.readOnly &&
  (field.type === "textarea" || ["text", "email", "tel"].includes(field.type)))"""
TO_FILL_IN = f"""() => [...document.querySelectorAll("{FORMS}")]
  .flatMap((form, number) => (({TYPED_INTO})(form).length ? [number] : []))"""
MISTYPE = f"""(form) => {{
  form.noValidate = true;
  const wrong = {{ TEXTAREA: "?".repeat(6000), INPUT: "?".repeat(700) }};
  const typed = ({TYPED_INTO})(form);
  for (const field of typed) field.value = wrong[field.tagName];
  return typed.map((field) => [field.name, field.value]);
}}"""
SEND = "(form) => form.requestSubmit(form.querySelector('[type=submit], button:not([type])'))"
LOST = """(typed) => typed.filter(([name, value]) => document.getElementsByName(name)[0]?.value !== value)
  .map(([name]) => name)"""
ASTRAY = """() => [...document.querySelectorAll("[data-first] a[href^='#']")].map((way) => way.hash.slice(1))
  .filter((id) => !document.getElementById(id))"""
UPWARDS = """() => [...document.querySelectorAll("[data-first] a[href^='#']")]
  .map((way) => document.getElementById(way.hash.slice(1)))
  .filter((field, nr, all) => field && all[nr - 1]?.compareDocumentPosition(field) & 2 /* it comes before */)
  .map((field) => field.id)"""


def answered_badly(page: Page, unreadable: Callable[[], list[str]]) -> list[str]:
    """What is wrong about the answers to nonsense in each form of *page* that takes text."""
    address = page.url
    found: list[str] = []
    for turn, number in enumerate(page.evaluate(TO_FILL_IN)):
        if turn:  # the answer to the form before stands there
            page.goto(address)
            kit.unfold(page)
        found += [f"form {number + 1}: {fault}" for fault in _answered(page, number) + unreadable()]
    return found


def _answered(page: Page, number: int) -> list[str]:
    form = page.locator(FORMS).nth(number)
    typed = form.evaluate(MISTYPE)
    form.evaluate(SEND)
    expect(page.locator("[aria-invalid=true]:focus")).to_be_visible()
    lost = [f"{name} is lost" for name in page.evaluate(LOST, typed)]
    kit.unfold(page)
    lost += [f"the summary leads to no {field}" for field in page.evaluate(ASTRAY)]
    return lost + [f"the summary leads up to {field}" for field in page.evaluate(UPWARDS)]
