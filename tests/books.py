"""Two stringers in every test that asks for one, each with a book of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from rbo.platform import audit
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Stringer
from tests.make import a_stringer


@pytest.fixture
def ground(app: Flask, database: dict[str, str]) -> Iterator[Flask]:
    """The application without anybody's book open, and nobody at work from the test before."""
    with app.app_context(), audit.acting("system"):
        yield app


@pytest.fixture
def ben(ground: Flask) -> Stringer:
    """The other stringer, whose book stays closed."""
    return a_stringer("Ben")


@pytest.fixture
def anna(ground: Flask, ben: Stringer) -> Iterator[Stringer]:
    """A stringer with her book open."""
    stringer = a_stringer("Anna")
    with open_tenant(stringer.id):
        yield stringer
