"""A program with Anna's token."""

from __future__ import annotations

from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from rbo.auth import cookies
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.signed_in import client_of


class Program:
    """Another program: it knows addresses and a token, and sends no cookie."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.token = client, token

    def send(self, method: str, address: str, body: Any = None, **headers: str) -> TestResponse:
        """One request of its own; nothing of the test's own context reaches it."""
        db.session.rollback()
        return self.ask(method, address, body, **headers)

    def ask(self, method: str, address: str, body: Any = None, **headers: str) -> TestResponse:
        """The same from another thread."""
        sent = {"json": body} if body is not None else {}
        told = {"Authorization": f"Bearer {self.token}"} | {
            n.replace("_", "-"): v for n, v in headers.items()
        }
        return Context().run(self.client.open, f"/api/v1{address}", method=method, headers=told, **sent)

    def get(self, address: str, status: int = 200) -> Any:
        """What an address answers."""
        return self._told("GET", address, None, status)

    def post(self, address: str, body: Any = None, status: int = 201) -> Any:
        """What a deed answers."""
        return self._told("POST", address, body, status)

    def patch(self, address: str, body: Any, status: int = 200) -> Any:
        """What a change answers."""
        return self._told("PATCH", address, body, status)

    def delete(self, address: str, status: int = 200) -> Any:
        """What taking back answers."""
        return self._told("DELETE", address, None, status)

    def _told(self, method: str, address: str, body: Any, status: int) -> Any:
        answer = self.send(method, address, body)
        assert answer.status_code == status, answer.text
        return answer.json


def program_of(app: Flask, stringer: Stringer) -> Program:
    """A program with an access token of *stringer*."""
    browser = Context().run(client_of, app, stringer)
    cookie = browser.get_cookie(cookies.name("access", app.config["RBO"]))
    assert cookie
    return Program(app.test_client(use_cookies=False), cookie.value)


@pytest.fixture
def annas(app: Flask, anna: Stringer, redis_url: str) -> Program:
    """A program with a token of the stringer whose book is open."""
    return program_of(app, anna)


@pytest.fixture
def bens(app: Flask, ben: Stringer, anna: Stringer, redis_url: str) -> Program:
    """A program of the other one."""
    return program_of(app, ben)
