"""Two filled books, a backup of them, and an empty database to bring it back into."""

from __future__ import annotations

import psycopg
import pytest

from rbo.platform import migrate, roles
from rbo.platform.backup import taking
from tests.faults.kit import office, open_office, outdoors
from tests.walls.checksum import rows
from tests.walls.seats import books

__all__ = ["books", "office", "open_office", "outdoors", "rows"]


@pytest.fixture
def taken(books, database, tmp_path):
    """A backup of both books."""
    path = tmp_path / "book.rbo"
    taking.create(database["backup"], path)
    return path


@pytest.fixture
def empty_database(database, worker_id):
    """A database as `rbo db roles` leaves it, without a schema: its address for each role."""
    name, admin = f"rbo_restored_{worker_id}", roles.plain(database["superuser"])
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database if exists {name} with (force)")
        roles.make_database(admin, name)
    yield {role: roles.in_database(url, name) for role, url in database.items()}
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"drop database {name} with (force)")


@pytest.fixture
def earlier_schema(empty_database):
    """The same with the schema of the release before."""
    revisions = [script.revision for script in migrate.newest_first()]
    migrate.upgrade(empty_database["migrator"], revisions[1])
    return empty_database
