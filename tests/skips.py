"""Where nothing may be missing, a skipped test is a failed one."""

import os
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Under RBO_CI=1 turn a skip into a failure that keeps its reason."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("RBO_CI") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped, and RBO_CI=1 allows none: {report.longrepr}"
    return report
