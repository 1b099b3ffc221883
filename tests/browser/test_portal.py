"""A client's pages on a phone and on a desk, and what a client lets another stringer see."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from rbo.auth.gotrue import gotrue
from rbo.orders import service
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.sharing.models import SharedJob
from rbo.stringers.models import Locale, Stringer
from tests.browser import kit
from tests.browser.test_pages import listened, unfit, unreadable
from tests.make import a_client, an_order, today
from tests.portal.kit import a_person
from tests.sharing.grants import as_side
from tests.signed_in import make_known

EMAIL = "lena@example.com"
PHONE = ViewportSize(width=375, height=800)


@pytest.fixture
def job_id(anna: Stringer, ben: Stringer) -> object:
    """A racket of Lena that Anna strung and that is to be fetched, and one at Ben."""
    strung = an_order(a_client(), comments="Softer in the crosses.")
    service.mark_strung(strung, on=today())
    db.session.commit()
    found = strung.id
    with as_side(ben):
        an_order(a_client())
        db.session.commit()
    return found


@pytest.fixture
def client(
    app: Flask, browser: Browser, base_url: str, job_id: object
) -> Iterator[Callable[[Locale], BrowserContext]]:
    """Signs Lena in by a mailed link, in a browser that speaks a language."""
    make_known(app, EMAIL, new_id())
    a_person(EMAIL)
    made = []

    def sign_in(locale: Locale) -> BrowserContext:
        token, kind = gotrue().make_link("magiclink", EMAIL)
        context = browser.new_context(
            base_url=base_url, locale=str(locale), viewport=PHONE, has_touch=True, reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(f"/auth/callback?token_hash={token}&type={kind}")
        page.locator("main button").click()
        page.wait_for_url(f"{base_url}/portal")
        made.append(context)
        return context

    yield sign_in
    for context in made:
        context.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("locale", list(Locale))
def test_a_clients_pages_can_be_read_and_hit(client, job_id, locale):
    page = client(locale).new_page()
    complaints = listened(page)
    wrong = []
    for address in ("/portal", f"/portal/jobs/{job_id}", "/portal/grants", "/portal/preferences"):
        kit.open_page(page, address)
        wrong += [f"{address}: {fault}" for fault in (*unreadable(page, locale), *unfit(page))]

    assert wrong + complaints == []


@pytest.mark.parametrize(
    ("locale", "share", "revoke"), [("en", "Share", "Revoke"), ("de", "Teilen", "Widerrufen")]
)
@pytest.mark.parametrize("rule", [2, 3])
def test_a_client_shares_and_revokes_on_a_phone(client, job_id, ben, locale, share, revoke, rule):
    page: Page = client(Locale(locale)).new_page()
    page.goto(f"/portal/jobs/{job_id}" if rule == 2 else "/portal/grants")
    page.locator("#email").fill(ben.email)
    page.locator("main").get_by_role("button", name=share, exact=True).click()
    expect(page.locator("main")).to_contain_text(ben.email)
    assert _rules_shown_to(ben) == [rule]

    page.locator("main").get_by_role("button", name=revoke).click()
    expect(page.locator("main")).not_to_contain_text(ben.email)
    assert _rules_shown_to(ben) == []


def _rules_shown_to(stringer):
    with as_side(stringer, read_only=True):
        return [job.rule for job in db.session.query(SharedJob)]
