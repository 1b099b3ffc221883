"""The books that the walls stand between, and connections of every role."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from rbo.platform import roles
from rbo.stringers.models import Stringer
from tests.walls.catalog import Connection
from tests.walls.kept import two_books
from tests.walls.two_books import TwoBooks


@pytest.fixture
def books(anna: Stringer, ben: Stringer, database: dict[str, str]) -> TwoBooks:
    """Two filled books; the first is open."""
    return two_books(database["superuser"], anna, ben)


@pytest.fixture
def god(database: dict[str, str]) -> Iterator[Connection]:
    """A superuser's connection, who can become any role."""
    with psycopg.connect(roles.plain(database["superuser"])) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def app_role(database: dict[str, str], two_connections: None) -> Iterator[Connection]:
    """A connection that signed in as the app."""
    with psycopg.connect(roles.plain(database["app"]), prepare_threshold=None) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def system_role(database: dict[str, str], two_connections: None) -> Iterator[Connection]:
    """A connection that signed in as the system."""
    with psycopg.connect(roles.plain(database["system"]), prepare_threshold=None) as connection:
        yield connection
        connection.rollback()
