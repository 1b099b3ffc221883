"""The doctor as a page."""

from __future__ import annotations

import os

from rbo.platform.roles import plain

# What every Python reads first that the page starts.
LOOKS = """
import psycopg
with psycopg.connect({url!r}) as looking:
    sleepers = looking.execute(
        "select count(*) from pg_stat_activity"
        " where datname = current_database() and state = 'idle in transaction'"
    ).fetchone()
open({seen!r}, "w").write(str(sleepers[0]))
"""


def test_the_doctor_is_a_page(lords):
    page = lords.get("/admin/health").text

    assert "PDF engine" in page
    assert "Postgres" in page


def test_no_transaction_stays_open_while_the_doctor_draws(lords, database, tmp_path, monkeypatch):
    seen = tmp_path / "seen"
    (tmp_path / "sitecustomize.py").write_text(LOOKS.format(url=plain(database["app"]), seen=str(seen)))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))

    assert lords.get("/admin/health").status_code == 200

    assert seen.read_text() == "0"
