"""What every test may ask for."""

import os
from collections.abc import Iterator

import pytest

from rbo.platform import audit

pytest_plugins = (
    "tests.garbage",
    "tests.servers",
    "tests.pooler",
    "tests.databases",
    "tests.log_watch",
    "tests.books",
    "tests.skips",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than processors: each waits a third of its time, for Postgres, a browser or a clock."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def of_no_request() -> Iterator[None]:
    """A test begins as a job does, whatever the one before it asked for in its own name."""
    before = audit.request_id.set("")
    yield
    audit.request_id.reset(before)
