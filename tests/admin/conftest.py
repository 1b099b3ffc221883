"""An admin at work in a browser, and the mail server that the tests of faults use."""

from __future__ import annotations

from contextvars import Context

import pytest

from rbo.platform.db import system_session
from rbo.stringers.models import Role, Stringer
from tests.browsers import Browser, annas, bens
from tests.faults.kit import office, open_office, outdoors
from tests.make import a_stringer
from tests.signed_in import client_of

__all__ = ["annas", "bens", "office", "open_office", "outdoors"]


@pytest.fixture
def landlord(app, database, redis_url):
    """A browser of an admin; Otto is here as well."""
    with app.app_context():
        boss = an_admin()
        a_stringer("Otto")
    return client_of(app, boss)


@pytest.fixture
def lords(app, ben, redis_url):
    """The same beside a test with books of its own."""
    return Browser(Context().run(client_of, app, an_admin()))


def an_admin():
    """A stringer whose row says admin."""
    boss = a_stringer("Boss")
    with system_session() as rows:
        rows.get_one(Stringer, boss.id).role = Role.ADMIN
    return boss
