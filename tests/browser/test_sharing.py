"""Two stringers in two browsers: one shows a job, the other looks at it, and then no longer."""

from __future__ import annotations

import pytest
from flask_babel import force_locale, gettext
from playwright.sync_api import expect

from rbo.orders import service
from rbo.platform.db import db
from rbo.stringers.models import Locale, Stringer
from tests.browser import pages
from tests.make import a_client, an_order, today
from tests.sharing.grants import as_side


@pytest.fixture
def number(anna: Stringer) -> int:
    """A strung racket of Lena Muster, with a comment."""
    order = an_order(a_client("Lena", "Muster"), comments="Softer in the crosses.")
    service.mark_strung(order, on=today())
    db.session.commit()
    return order.number


@pytest.mark.parametrize("locale", list(Locale))
def test_a_job_is_shown_looked_at_and_taken_back(number, anna, ben, phone, bens_phone, locale):
    share, revoke, shared_with_me, open_pdf = both_speak(
        locale, anna, ben, "Share", "Revoke", "Shared with me", "Open PDF"
    )
    phone.goto(f"/orders/{number}")
    phone.get_by_role("link", name=share, exact=True).click()
    phone.locator("#grantee_email").fill(ben.email)
    phone.locator("main").get_by_role("button", name=share, exact=True).click()
    expect(phone.locator("main")).to_contain_text(ben.email)

    bens_phone.goto("/")
    bens_phone.get_by_role("region", name=shared_with_me).get_by_role("link").click()
    expect(bens_phone.get_by_role("heading", name="Anna’s Strings")).to_be_visible()
    bens_phone.get_by_role("link", name="Lena").click()
    main = bens_phone.locator("main")
    expect(main).to_contain_text("Babolat Pure Aero 98")
    expect(main).not_to_contain_text("Muster")
    expect(main).not_to_contain_text("Softer")
    expect(main.get_by_role("link", name=open_pdf)).to_be_visible()

    phone.get_by_role("button", name=f"{revoke} {ben.email}").click()
    expect(phone.get_by_role("button", name=revoke)).to_have_count(0)
    assert (answer := bens_phone.reload()) is not None
    assert answer.status == 404
    bens_phone.goto("/shared")
    expect(bens_phone.locator("main")).to_contain_text(ben.email)


@pytest.mark.parametrize("locale", list(Locale))
def test_the_other_takes_it_off_the_list(number, anna, ben, phone, bens_phone, locale):
    """From the list of orders: several are ticked, one is enough here."""
    share, revoke, off_my_list = both_speak(locale, anna, ben, "Share", "Revoke", "Take off my list")
    phone.goto("/orders")
    phone.locator("[name=number]").first.check()
    phone.get_by_role("button", name=share, exact=True).click()
    phone.locator("#grantee_email").fill(ben.email)
    phone.locator("main").get_by_role("button", name=share, exact=True).click()
    expect(phone).to_have_url("/orders")

    bens_phone.goto("/notifications")
    bens_phone.locator("#inbox a").first.click()
    bens_phone.get_by_role("button", name=off_my_list).click()
    expect(bens_phone).to_have_url("/shared")
    expect(bens_phone.locator("main")).to_contain_text(ben.email)
    phone.goto(f"/orders/{number}/shares")
    expect(phone.get_by_role("button", name=revoke)).to_have_count(0)


def both_speak(locale: Locale, one: Stringer, two: Stringer, *words: str) -> list[str]:
    """The pages of both are in this language, in which *words* are said."""
    for stringer in (one, two):
        with as_side(stringer):
            pages.speak(stringer, locale)
    with force_locale(str(locale)):
        return [gettext(word) for word in words]
