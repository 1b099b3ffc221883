"""A site with one stringer who may sign in by link and by password."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from rbo.app import create_app
from rbo.identity import queries
from rbo.identity.store import transaction
from rbo.platform.config import Settings
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.clocks import later, stopped
from tests.make import a_stringer
from tests.signed_in import client_of, hashed, make_known

__all__ = ["later", "stopped"]
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
        user.password_hash = hashed(PASSWORD)
    return stringer


@pytest.fixture
def built(settings: Settings, redis_url: str) -> Iterator[Callable[..., Flask]]:
    """Builds the site with other settings; its connections are given back at the end."""
    made: list[Flask] = []

    def build(of: Settings = settings, **other: Any) -> Flask:
        made.append(create_app(replace(of, **other)))
        return made[-1]

    yield build
    for app in made:
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()


@pytest.fixture
def guest(site: Flask) -> FlaskClient:
    """A browser of nobody."""
    return site.test_client()


@pytest.fixture
def veras(site: Flask, vera: Stringer) -> FlaskClient:
    """A browser in which Vera has signed in."""
    return client_of(site, vera)
