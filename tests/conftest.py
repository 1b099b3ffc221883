"""What every test may ask for."""

import os

import pytest

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
