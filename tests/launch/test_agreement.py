"""`rbo db check` finds a database that is not what the nouns say."""

from collections.abc import Iterator

import psycopg
import pytest
from flask import Flask

from rbo.identity.models import IdentityBase
from rbo.platform.agreement import differences
from rbo.platform.rows import Base
from tests.servers import TEMPLATE

NOUNS = [Base.metadata, IdentityBase.metadata]
DAMAGE = {
    "alter table orders drop column comments cascade": "comments",
    "alter table orders drop constraint ck_orders_number_counts_from_one": "ck_orders_number_counts_from_one",
    "alter table orders no force row level security": "orders has no forced row-level security",
    "create table strays (id int)": "strays",
}


@pytest.fixture
def damaged(app: Flask, database: dict[str, str], request: pytest.FixtureRequest) -> Iterator[str]:
    """A copy of the database with one thing wrong in it."""
    name = database["superuser"].rsplit("/", 1)[1]
    here, there = database["superuser"], f"{name}_damaged"
    with psycopg.connect(here.replace(f"/{name}", "/postgres"), autocommit=True) as connection:
        connection.execute(f"create database {there} template {TEMPLATE} owner rbo_owner")
    with psycopg.connect(here.replace(f"/{name}", f"/{there}"), autocommit=True) as connection:
        connection.execute(request.param)
    yield database["migrator"].replace(f"/{name}", f"/{there}")
    with psycopg.connect(here, autocommit=True) as connection:
        connection.execute(f"drop database {there} with (force)")


def test_a_migrated_database_agrees(app: Flask, database: dict[str, str]) -> None:
    assert differences(database["migrator"], NOUNS) == []


@pytest.mark.parametrize("damaged", DAMAGE, indirect=True)
def test_what_was_changed_by_hand_is_found(damaged: str, request: pytest.FixtureRequest) -> None:
    found = differences(damaged, NOUNS)
    assert DAMAGE[request.node.callspec.params["damaged"]] in " ".join(found)
