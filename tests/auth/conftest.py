"""A site with one stringer who may sign in by link and by password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rbo.identity import accounts, queries
from rbo.identity.store import transaction
from rbo.platform import clock
from rbo.stringers.models import Stringer
from tests.make import a_stringer
from tests.signed_in import client_of, make_known

PASSWORD = "Correct-horse-7-battery"


@pytest.fixture
def site(app: Flask, database: dict[str, str], redis_url: str) -> Flask:
    """The site, with nobody's book open and no limits used up."""
    return app


@pytest.fixture
def vera(site: Flask) -> Stringer:
    """A stringer with a password."""
    with site.app_context():
        stringer = a_stringer("Vera")
    assert stringer.gotrue_user_id
    make_known(site, stringer.email, stringer.gotrue_user_id)
    with transaction(site.config["RBO"]) as store:
        user = queries.by_email(store, stringer.email)
        assert user
        accounts.set_password(store, user, PASSWORD)
    return stringer


@pytest.fixture
def guest(site: Flask) -> FlaskClient:
    """A browser of nobody."""
    return site.test_client()


@pytest.fixture
def veras(site: Flask, vera: Stringer) -> FlaskClient:
    """A browser in which Vera has signed in."""
    return client_of(site, vera)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Stops the clock, so much later than the test began."""
    began = clock.now()

    def move(**by: float) -> None:
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(**by))

    return move


@pytest.fixture
def stopped(later: Callable[..., None]) -> None:
    """The clock stands still, however busy the machine is."""
    later(seconds=0)
