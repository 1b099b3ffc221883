"""What was typed into a stringjob survives a cut network, an old token and a lapsed login."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from playwright.sync_api import Error, Page, expect

from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.browser.conftest import kept_by
from tests.browser.stringjobs import open_form, string_of, tension_of
from tests.make import newest, reloaded, today

KEPT = "Object.keys(sessionStorage).filter((name) => name.includes(':')).length"


def test_a_new_stringjob_survives_whatever_comes_between(
    app: Flask, phone: Page, last_job: Order, anna: Stringer, base_url: str
) -> None:
    """U-32."""
    open_form(phone)
    typed = fill(phone)

    phone.route("**/orders/new*", lambda sent: sent.abort("internetdisconnected"))
    save(phone)
    phone.unroute("**/orders/new*")
    phone.go_back()
    assert said(phone) == typed

    phone.context.clear_cookies(name="rbo_form")
    save(phone)
    expect(phone.get_by_text("This form is too old.")).to_be_visible()
    with phone.expect_navigation():  # until its scripts have run
        phone.get_by_role("link", name="Back", exact=True).click()
    assert said(phone) == typed

    for name in kept_by(app, base_url, anna):
        phone.context.clear_cookies(name=name["name"])
    save(phone)
    (back,) = parse_qs(urlsplit(phone.url).query)["next"]
    phone.context.add_cookies(kept_by(app, base_url, anna))
    phone.goto(back)
    assert said(phone) == typed

    save(phone)
    expect(phone.get_by_role("status").get_by_text("Order 2 is saved.")).to_be_visible()
    made = newest()[0]
    assert (made.main.label, made.comments, [extra.text for extra in made.extras]) == (
        "Hawk Touch",
        "Softer, please.",
        ["Overgrip", "Damper"],
    )
    assert phone.evaluate(KEPT) == 0


def test_a_change_survives_a_cut_network_but_not_the_change_of_somebody_else(
    phone: Page, last_job: Order
) -> None:
    phone.goto("/orders/1/edit")
    comment(phone)
    phone.context.set_offline(True)
    save(phone, "Save changes")
    phone.context.set_offline(False)
    phone.goto("/clients/new")
    phone.get_by_label("First name").fill("Nora")
    save(phone, "Save")
    expect(phone.get_by_text("Saved.")).to_be_visible()

    phone.goto("/orders/1/edit")

    expect(phone.locator("[name=comments]")).to_have_value("Softer, please.")
    service.mark_strung(reloaded(last_job.number), on=today())
    db.session.commit()
    phone.reload()
    expect(phone.locator("[name=comments]")).to_have_value("")


def fill(page: Page) -> dict[str, Any]:
    """Type what is not as it was last time, with two extras."""
    string_of(page).fill("Hawk Touch")
    tension_of(page).fill("22.5")
    comment(page)
    for number, text in enumerate(("Overgrip", "Damper")):
        page.get_by_role("button", name="Add an extra").click()
        page.locator(f"[name=extras-{number}-text]").fill(text)
        page.locator(f"[name=extras-{number}-price]").fill("6")
    return said(page)


def comment(page: Page) -> None:
    """Write something among the details."""
    page.locator("details:has([name=comments]) > summary").click()
    page.locator("[name=comments]").fill("Softer, please.")


def said(page: Page) -> dict[str, Any]:
    """What stands in the form, and what it adds up to."""
    fields: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries([...new FormData(document.getElementById("stringjob"))]
            .filter(([name]) => name !== "csrf_token"))"""
    )
    return fields | {"total": page.locator("[data-total=bag]").last.inner_text()}


def save(page: Page, button: str = "Save as ordered") -> None:
    """Press the button, whatever comes of it."""
    try:
        page.get_by_role("button", name=button).click()
    except Error as error:
        assert "ERR_INTERNET_DISCONNECTED" in str(error)  # noqa: PT017
