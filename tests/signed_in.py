"""Signing in the way people do, for tests that begin behind the door."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import httpx
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from rbo.auth import cookies, service
from rbo.auth.gotrue import Session
from rbo.identity import access, accounts, passwords, queries, sessions
from rbo.identity.models import User
from rbo.identity.store import transaction
from rbo.platform import clock
from rbo.platform.config import Settings
from rbo.stringers.models import Stringer

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Opens(Protocol):
    """Whatever opens a page."""

    def get(self, page: str, /) -> Any:
        """The page as it answers."""


def client_of(app: Flask, stringer: Stringer) -> FlaskClient:
    """A browser in which *stringer* has signed in."""
    return browser_of(app, stringer.email, stringer.gotrue_user_id)


def browser_of(app: Flask, email: str, user_id: UUID | None = None) -> FlaskClient:
    """A browser in which whoever reads the mail of *email* has signed in."""
    browser = app.test_client()
    for name, token in cookies_of(app, email, user_id).items():
        browser.set_cookie(name, token)
    return browser


def cookies_of(app: Flask, email: str, user_id: UUID | None = None) -> dict[str, str]:
    """What a browser keeps in which *email* has signed in, without the letter and the pages on the way."""
    known = app.config["RBO"]
    with app.app_context():
        session = login_of(known, email, user_id)
        service.admit(session, "A browser")
    tokens = {"access": session.access_token, "refresh": session.refresh_token}
    return {cookies.name(what, known): token for what, token in tokens.items()}


def login_of(known: Settings, email: str, user_id: UUID | None = None) -> Session:
    """A login of *email* at the identity service, which knows the address by this id from now on."""
    with transaction(known) as store:
        user = queries.by_email(store, email) or accounts.add(store, email)
        user.id = user_id or user.id
        accounts.confirm(user, clock.now())
        store.flush()
        opened = sessions.start(store, user, "otp")
        token, _end = access.mint(user, opened.session, known)
        return Session(token, opened.refresh_token, user.id, email)


def make_known(app: Flask, email: str, user_id: UUID) -> None:
    """Make the identity service know *email* by exactly this id."""
    with transaction(app.config["RBO"]) as store:
        if store.get(User, user_id) is None:
            user = accounts.add(store, email)
            user.id = user_id
            accounts.confirm(user, clock.now())


@cache
def hashed(password: str) -> str:
    """The hash of *password*, which takes a tenth of a second to make."""
    return passwords.hash_password(password)


def confirm(browser: FlaskClient | httpx.Client, address: str) -> TestResponse | httpx.Response:
    """Open a mailed link and press its button."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    return browser.post("/auth/callback", data=asked | {"csrf_token": csrf(browser, address)})


def csrf(browser: Opens, page: str) -> str:
    """The token that the forms of *page* carry."""
    found = TOKEN.search(browser.get(page).text)
    assert found, f"{page} has no form"
    return found[1]
