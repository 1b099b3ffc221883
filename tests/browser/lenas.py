"""Lena, whose rackets two stringers string, and the browsers in which she has signed in by a mailed link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize

from rbo.auth.gotrue import gotrue
from rbo.orders import service
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.stringers.models import Locale, Stringer
from tests.make import a_client, an_order, today
from tests.portal.kit import a_person
from tests.sharing.grants import as_side
from tests.signed_in import make_known

EMAIL = "lena@example.com"
PHONE = ViewportSize(width=375, height=800)


@pytest.fixture
def job_id(anna: Stringer, ben: Stringer) -> UUID:
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
def lenas(app: Flask, browser: Browser, base_url: str, job_id: UUID) -> Iterator[Callable[[Locale], Page]]:
    """Signs Lena in, in a browser that speaks a language, and leaves her at her jobs."""
    make_known(app, EMAIL, new_id())
    a_person(EMAIL)
    made = []

    def sign_in(locale: Locale) -> Page:
        token, kind = gotrue().make_link("magiclink", EMAIL)
        context = browser.new_context(
            base_url=base_url, locale=str(locale), viewport=PHONE, has_touch=True, reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(f"/auth/callback?token_hash={token}&type={kind}")
        page.locator("main button").click()
        page.wait_for_url(f"{base_url}/portal")
        made.append(context)
        return page

    yield sign_in
    for context in made:
        context.close()
