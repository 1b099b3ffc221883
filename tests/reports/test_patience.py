"""All years of a book that is too large for a page."""

from __future__ import annotations

import psycopg
import pytest

from rbo.platform import roles
from rbo.platform.limits import Patience
from tests.api.conftest import program_of
from tests.make import today
from tests.reports.benches import told

TOO_MANY = "All years together took too long to add up. Choose one year."


@pytest.fixture
def slow(app, database, monkeypatch):
    """Extras, which reports alone add up here, answer no sooner than a page gives up."""
    monkeypatch.setitem(app.config, "PATIENCE", Patience(statement="500ms", lock="5s"))
    connection = psycopg.connect(roles.plain(database["superuser"]))
    connection.execute("lock table order_extras in access exclusive mode")
    yield connection
    connection.close()


def test_all_years_that_take_too_long_lead_to_this_year_and_say_so(app, anna, annas, slow):
    program = program_of(app, anna)

    file, summary = annas.get("/reports/jobs.csv"), program.send("GET", "/reports/summary")
    answer = annas.get("/reports")
    slow.rollback()
    page = annas.get(answer.headers["Location"])

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/reports?year={today().year}")
    assert TOO_MANY in told(page.text)
    assert (file.status_code, summary.status_code) == (503, 503)
    assert TOO_MANY in file.text
    assert (summary.json["detail"], summary.json["code"]) == (TOO_MANY, "TOO_MANY_YEARS")
