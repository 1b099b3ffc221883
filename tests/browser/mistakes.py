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
MISTYPE = f"""(number) => {{
  const form = document.querySelectorAll("{FORMS}")[number];
  form.noValidate = true;
  const wrong = {{ TEXTAREA: "?".repeat(6000), INPUT: "?".repeat(700) }};
  const typed = ({TYPED_INTO})(form);
  for (const field of typed) field.value = wrong[field.tagName];
  form.requestSubmit(form.querySelector("[type=submit], button:not([type])"));
  return typed.map((field) => [field.name, field.value]);
}}"""
MISLED = """(typed) => {
  const lost = typed.filter(([name, value]) => document.getElementsByName(name)[0]?.value !== value);
  const ids = [...document.querySelectorAll("[data-first] a[href^='#']")].map((way) => way.hash.slice(1));
  const fields = ids.map((id) => document.getElementById(id));
  const BEFORE = Node.DOCUMENT_POSITION_PRECEDING;
  const isUpwards = (field, nr) => field && fields[nr - 1]?.compareDocumentPosition(field) & BEFORE;
  return [
    ...lost.map(([name]) => `${name} is lost`),
    ...ids.filter((_, nr) => !fields[nr]).map((id) => `the summary leads to no ${id}`),
    ...fields.filter(isUpwards).map((field) => `the summary leads up to ${field.id}`),
  ];
}"""


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
    typed = page.evaluate(MISTYPE, number)
    expect(page.locator("[aria-invalid=true]:focus")).to_be_visible()
    kit.unfold(page)
    found: list[str] = page.evaluate(MISLED, typed)
    return found
