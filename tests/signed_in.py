"""Signing in the way people do, for tests that begin behind the door."""

from __future__ import annotations

import re
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from rbo.auth import cookies, service
from rbo.auth.gotrue import gotrue
from rbo.identity import accounts
from rbo.identity.models import User
from rbo.identity.store import transaction
from rbo.platform import clock
from rbo.stringers.models import Stringer

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Opens(Protocol):
    """Whatever opens a page."""

    def get(self, page: str, /) -> Any:
        """The page as it answers."""


def client_of(app: Flask, stringer: Stringer) -> FlaskClient:
    """A browser in which *stringer* has signed in by a mailed link."""
    if stringer.gotrue_user_id is not None:
        make_known(app, stringer.email, stringer.gotrue_user_id)
    return browser_of(app, stringer.email)


def browser_of(app: Flask, email: str) -> FlaskClient:
    """A browser in which whoever reads the mail of *email* has signed in by a link, without its two pages."""
    with app.app_context():
        session = service.by_link(*gotrue().make_link("magiclink", email))
        service.admit(session, "A browser")
    browser = app.test_client()
    for what, token in {"access": session.access_token, "refresh": session.refresh_token}.items():
        browser.set_cookie(cookies.name(what, app.config["RBO"]), token)
    return browser


def make_known(app: Flask, email: str, user_id: UUID) -> None:
    """Make the identity service know *email* by exactly this id."""
    with transaction(app.config["RBO"]) as store:
        if store.get(User, user_id) is None:
            user = accounts.add(store, email)
            user.id = user_id
            accounts.confirm(user, clock.now())


def confirm(browser: FlaskClient | httpx.Client, address: str) -> TestResponse | httpx.Response:
    """Open a mailed link and press its button."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return browser.post("/auth/callback", data=asked | {"csrf_token": csrf(browser, address)})


def csrf(browser: Opens, page: str) -> str:
    """The token that the forms of *page* carry."""
    found = TOKEN.search(browser.get(page).text)
    assert found, f"{page} has no form"
    return found[1]
