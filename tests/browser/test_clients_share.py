"""Two stringers and their client in three browsers: she shows the other one job, then all of them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from rbo.clients import queries as clients
from rbo.platform.db import db
from rbo.stringers.models import Locale
from tests.browser.lenas import job_id, lenas
from tests.browser.test_sharing import both_speak
from tests.make import an_order

__all__ = ["job_id", "lenas"]
COMMENT = "Softer in the crosses."


@pytest.mark.timeout(120)
@pytest.mark.parametrize("locale", list(Locale))
def test_a_client_lets_the_other_stringer_look_and_no_longer(
    lenas, job_id, anna, ben, phone, bens_phone, locale
):
    share, revoke, shared_with_me = both_speak(locale, anna, ben, "Share", "Revoke", "Shared with me")
    hers, job = lenas(locale), f"/shared/{job_id}"

    let_look(hers, f"/portal/jobs/{job_id}", share, ben.email, revoke)
    bens_phone.goto("/")
    bens_phone.get_by_role("region", name=shared_with_me).get_by_role("link").click()
    bens_phone.get_by_role("link", name="Lena Muster").click()
    expect(bens_phone.locator("main")).to_contain_text(COMMENT)
    expect(bens_phone.locator("main")).not_to_contain_text("53.00")
    phone.goto("/orders/1/shares")
    expect(phone.locator("main")).not_to_contain_text(ben.email)
    see_the_look_and_end_it(hers, revoke)
    assert status(bens_phone, job) == 404

    let_look(hers, "/portal/grants", share, ben.email, revoke)
    an_order(clients.find("lena")[0])
    db.session.commit()
    bens_phone.goto("/notifications")
    bens_phone.locator("#inbox a").first.click()
    expect(bens_phone.get_by_role("link", name="Lena Muster")).to_have_count(2)
    assert status(bens_phone, job) == 200
    see_the_look_and_end_it(hers, revoke)
    assert status(bens_phone, job) == 404


def let_look(hers: Page, page: str, share: str, email: str, revoke: str) -> None:
    """She names the other stringer, who may look until she revokes it."""
    hers.goto(page)
    hers.locator("#email").fill(email)
    hers.locator("main").get_by_role("button", name=share, exact=True).click()
    expect(hers.get_by_role("button", name=revoke)).to_be_visible()


def see_the_look_and_end_it(hers: Page, revoke: str) -> None:
    """She finds when somebody looked, and takes it back."""
    hers.goto("/portal/grants")
    hers.locator("main summary").first.click()
    expect(hers.locator("main details li").first).to_be_visible()
    hers.get_by_role("button", name=revoke).click()
    expect(hers.get_by_role("button", name=revoke)).to_have_count(0)


def status(page: Page, address: str) -> int:
    """How the site answers a browser that goes there."""
    answer = page.goto(address)
    return answer.status if answer else 0
