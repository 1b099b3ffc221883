"""The doctor as a page."""

from __future__ import annotations

import os
from threading import Thread

import pytest

from rbo.admin.views.health import DRAWN_WITHIN_S
from rbo.platform.doctor import paper
from rbo.platform.roles import plain
from tests.clocks import later

__all__ = ["later"]

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


DRAWS = "open({drawn!r}, 'a').write('.')"


@pytest.fixture
def drawn(tmp_path, monkeypatch):
    """How often the page has drawn."""
    seen = tmp_path / "drawn"
    seen.touch()
    (tmp_path / "sitecustomize.py").write_text(DRAWS.format(drawn=str(seen)))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))
    return lambda: len(seen.read_text())


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


def test_a_page_that_is_loaded_again_draws_once_a_minute_and_says_how_old_that_is(lords, later, drawn):
    first = lords.get("/admin/health").text
    later(seconds=DRAWN_WITHIN_S - 1)
    again = lords.get("/admin/health").text

    assert "seconds ago" not in first
    assert f"Tried {DRAWN_WITHIN_S - 1} seconds ago." in again
    assert drawn() == 1

    later(seconds=DRAWN_WITHIN_S)
    assert "seconds ago" not in lords.get("/admin/health").text
    assert drawn() == 2


def test_a_clock_that_is_set_back_does_not_keep_what_was_drawn(lords, later, drawn):
    lords.get("/admin/health")
    later(days=-1)
    lords.get("/admin/health")

    assert drawn() == 2


def test_many_who_load_it_at_once_draw_once(app, drawn):
    found = []
    asking = [Thread(target=lambda: found.append(examined(app))) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()

    assert found == ["draws"] * 4
    assert drawn() == 1


def examined(app):
    """What is said of the engine on a page that may remember."""
    with app.test_request_context():
        return str(paper.engine(os.environ, DRAWN_WITHIN_S).says)
