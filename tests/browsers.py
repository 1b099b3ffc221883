"""Browsers that are signed in, and fill in forms the way browsers do: what stands in them goes along."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import Context
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.signed_in import client_of

CHOSEN = ("radio", "checkbox")


class Forms(HTMLParser):
    """The forms of a page: where each goes, and what stands in its fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text_area = self.choice = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of the form that is open."""
        known = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((known.get("action", ""), {}))
        elif tag == "input" and self.found and known.get("name"):
            if known.get("type") not in CHOSEN or "checked" in known:
                self.values.setdefault(known["name"], known.get("value", "on"))
        elif tag == "textarea":
            self.text_area = known["name"]
            self.values[self.text_area] = ""
        elif tag == "select":
            self.choice = known["name"]
        elif tag == "option" and ("selected" in known or self.choice not in self.values):
            self.values[self.choice] = known.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Forget the field that ends."""
        if tag in ("textarea", "select"):
            self.text_area = self.choice = ""

    def handle_data(self, data: str) -> None:
        """Keep what stands in a text area."""
        if self.text_area:
            self.values[self.text_area] += data.removeprefix("\r\n").removeprefix("\n")

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields of the form that was opened last."""
        return self.found[-1][1]


class Browser:
    """A browser beside a test: nothing of the test's own context reaches its requests."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, **how: Any) -> TestResponse:
        """Open a page."""
        return self._ask(self.client.get, address, how)

    def post(self, address: str, **how: Any) -> TestResponse:
        """Send a form."""
        return self._ask(self.client.post, address, how)

    def send(self, method: str, address: str, **how: Any) -> TestResponse:
        """Ask by any method."""
        return self._ask(self.client.open, address, {"method": method, **how})

    def fill(self, page: str, action: str | None = None, *, htmx: bool = False, **typed: str) -> TestResponse:
        """Open *page*, type into its form (that of *action*) and send it."""
        action = action or page
        values = fields(self.get(page).text, action) | typed
        return self.post(action, data=values, headers={"HX-Request": "true"} if htmx else {})

    def _ask(self, verb: Callable[..., TestResponse], address: str, how: dict[str, Any]) -> TestResponse:
        db.session.rollback()
        return Context().run(verb, address, **how)


@pytest.fixture
def annas(app: Flask, anna: Stringer, redis_url: str) -> Browser:
    """The browser of the stringer whose book is open."""
    return Browser(Context().run(client_of, app, anna))


@pytest.fixture
def bens(app: Flask, ben: Stringer, anna: Stringer, redis_url: str) -> Browser:
    """The browser of the other one."""
    return Browser(Context().run(client_of, app, ben))


def fields(page: str, action: str) -> dict[str, str]:
    """What stands in the fields of the form that goes to *action*."""
    return next(values for goes_to, values in Forms(page).found if goes_to == action)
