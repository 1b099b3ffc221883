"""Postgres keeps the service waiting: it says so, as gotrue does, and serves again once that is over."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import event

from rbo.identity.app import create_identity
from rbo.identity.store import engine
from rbo.platform import roles
from tests.identity.conftest import EMAIL, PASSWORD, Caller

HURRY = "set local lock_timeout = '20ms'"


@pytest.fixture
def impatient(settings):
    """The service as it is, but with twenty milliseconds for a lock."""
    url = f"{settings.database_url_identity}?application_name=impatient"
    event.listen(engine(url), "begin", lambda connection: connection.exec_driver_sql(HURRY))
    hurried = replace(settings, database_url_identity=url)
    return Caller(create_identity(hurried).test_client(), hurried)


def test_whoever_waits_too_long_is_asked_to_come_again(impatient, anna, database):
    with psycopg.connect(roles.plain(database["superuser"])) as connection:
        connection.execute("lock table auth.users in access exclusive mode")
        late = impatient.post("/token?grant_type=password", {"email": EMAIL, "password": PASSWORD})

    assert (late.status_code, late.json["code"]) == (504, "request_timeout")
    assert late.headers["Retry-After"] == "5"
    assert impatient.sign_in()["access_token"]
