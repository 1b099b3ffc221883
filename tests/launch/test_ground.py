"""What a worker and a command stand on: every noun and every job, and no page."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from rbo.identity.models import IdentityBase
from rbo.platform.jobs.job import JOBS
from rbo.platform.rows import Base, Window
from tests.source import ROOT

KNOWN = """
import json, sys
import worker.__main__
from rbo.identity.models import IdentityBase
from rbo.platform.jobs.job import JOBS
from rbo.platform.rows import Base, Window
nouns = [name for base in (Base, Window, IdentityBase) for name in base.metadata.tables]
print(json.dumps({"nouns": nouns, "jobs": list(JOBS), "modules": [m for m in sys.modules if sys.modules[m]]}))
"""
FOR_PAGES = re.compile(
    r"rbo\.(app|\w+\.(views|forms)|api|desk|reports)\b|"
    r"(alembic|email_validator|flask_smorest|flask_wtf|httpx|marshmallow|openpyxl|weasyprint|wtforms)$"
)
ONLY_ASKED_FOR = re.compile(r"prometheus_client$|opentelemetry\.(trace|metrics|sdk\.\w+)$")


@pytest.fixture(scope="module")
def known():
    """What a worker has in its memory before it begins."""
    said = subprocess.run([sys.executable, "-c", KNOWN], cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(said.stdout)


def test_a_worker_knows_every_noun_and_every_job(app, known):
    bases = (Base, Window, IdentityBase)

    assert set(known["nouns"]) == {name for base in bases for name in base.metadata.tables}
    assert set(known["jobs"]) == {name for name in JOBS if not name.startswith("test")}


def test_a_worker_holds_no_page_and_nothing_that_pages_alone_need(known):
    assert [name for name in known["modules"] if FOR_PAGES.match(name)] == []


def test_figures_and_traces_are_loaded_by_who_gives_them(known):
    """Also where OpenTelemetry is installed, which the client of Redis would load by itself."""
    assert [name for name in known["modules"] if ONLY_ASKED_FOR.match(name)] == []
