"""The identity service alone, on a real database, with one known user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from rbo.identity import accounts, links, queries
from rbo.identity.app import create_identity
from rbo.identity.models import Kind
from rbo.identity.store import transaction
from rbo.platform import clock
from rbo.platform.config import Settings
from tests.clocks import later, stopped
from tests.signed_in import hashed

__all__ = ["later", "stopped"]
EMAIL, PASSWORD = "anna@example.test", "Correct-horse-7-battery"
NEW_SHAPE = {"X-Supabase-Api-Version": "2024-01-01"}


@dataclass
class Caller:
    """Speaks to the service as a program does."""

    http: FlaskClient
    settings: Settings

    def post(self, path: str, sent: dict[str, Any], bearer: str = "") -> TestResponse:
        return self.http.post(path, json=sent, headers=self._headers(bearer))

    def put(self, path: str, sent: dict[str, Any], bearer: str = "") -> TestResponse:
        return self.http.put(path, json=sent, headers=self._headers(bearer))

    def get(self, path: str, bearer: str = "") -> TestResponse:
        return self.http.get(path, headers=self._headers(bearer))

    def delete(self, path: str, sent: dict[str, Any], bearer: str = "") -> TestResponse:
        return self.http.delete(path, json=sent, headers=self._headers(bearer))

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD) -> dict[str, Any]:
        answer = self.post("/token?grant_type=password", {"email": email, "password": password})
        assert answer.status_code == 200, answer.text
        return dict(answer.json or {})

    def refresh(self, token: str) -> TestResponse:
        return self.post("/token?grant_type=refresh_token", {"refresh_token": token})

    @property
    def admin(self) -> str:
        return self.settings.gotrue_admin_api_key

    def _headers(self, bearer: str) -> dict[str, str]:
        return NEW_SHAPE | ({"Authorization": f"Bearer {bearer}"} if bearer else {})


@pytest.fixture(scope="session")
def identity(settings: Settings) -> Flask:
    return create_identity(settings)


@pytest.fixture
def call(identity: Flask, settings: Settings) -> Caller:
    return Caller(identity.test_client(), settings)


@pytest.fixture
def store(settings: Settings) -> Iterator[Session]:
    with transaction(settings) as session:
        yield session


@pytest.fixture
def anna(settings: Settings) -> str:
    """A known user with a password; gives the address."""
    with transaction(settings) as session:
        user = accounts.add(session, EMAIL)
        user.password_hash = hashed(PASSWORD)
        accounts.confirm(user, clock.now())
    return EMAIL


@pytest.fixture
def link_for(settings: Settings) -> Callable[..., str]:
    """Makes the one-time token that a letter would carry."""

    def make(email: str, kind: Kind = Kind.MAGICLINK, challenge: str | None = None) -> str:
        with transaction(settings) as session:
            user = accounts.invited(session, email) if kind is Kind.INVITE else _known(session, email)
            return links.make(session, user, kind, challenge=challenge)

    return make


def _known(session: Session, email: str) -> Any:
    user = queries.by_email(session, email)
    assert user is not None
    return user
