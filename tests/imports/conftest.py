"""Seven years in a workbook, made once."""

from __future__ import annotations

import pytest

from tests.browsers import annas, bens
from tests.imports.v1 import NEAT, v1_book
from tests.imports.years import Years, years

__all__ = ["annas", "bens"]


@pytest.fixture(scope="session")
def known() -> Years:
    """What happened in those years."""
    return years()


@pytest.fixture(scope="session")
def workbook(known: Years) -> bytes:
    """The workbook of those years, as hands leave it."""
    return v1_book(known).packed()


@pytest.fixture(scope="session")
def few() -> Years:
    """A dozen clients' jobs and half a dozen of one's own."""
    return years(clients=12, own=6)


@pytest.fixture(scope="session")
def small(few: Years) -> bytes:
    """Those, neatly written."""
    return v1_book(few, NEAT).packed()


@pytest.fixture
def superuser(database: dict[str, str]) -> str:
    """Past every wall: for who answers bells in the place of the worker."""
    return database["superuser"]
