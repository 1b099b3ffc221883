"""Signed-in browsers, and the catalogue every installation begins with."""

from __future__ import annotations

import psycopg
import pytest
from flask import Flask

from rbo.catalogue.starter import load_starter
from rbo.platform import roles
from rbo.platform.config import Settings
from tests.browsers import annas, bens

__all__ = ["annas", "bens"]
MODELS = ("racket_models", "string_models")
KEPT: dict[str, bytes] = {}  # read and checked once a process


@pytest.fixture
def starter(ground: Flask, settings: Settings, database: dict[str, str]) -> int:
    """The models of the house, and how many they are."""
    with psycopg.connect(roles.plain(database["superuser"]), autocommit=True) as connection:
        if not KEPT:
            load_starter(settings.database_url_system)
            KEPT.update({table: _kept(connection, table) for table in MODELS})
        else:
            for table, rows in KEPT.items():
                with connection.cursor().copy(f"copy {table} from stdin") as copy:
                    copy.write(rows)
    return sum(rows.count(b"\n") for rows in KEPT.values())


def _kept(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(f"copy {table} to stdout") as copy:
        return b"".join(copy)
