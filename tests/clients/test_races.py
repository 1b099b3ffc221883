"""Two people press at once: one wins, the other reads why not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import event

from rbo.clients import queries
from rbo.platform import roles
from rbo.platform.db import app_engine, db
from tests.browsers import fields
from tests.faults.kit import wait_for
from tests.make import a_client, a_racket
from tests.portal.kit import a_person


def test_a_short_id_taken_between_looking_and_writing_is_a_lost_race(anna, annas, monkeypatch):
    lena = a_client()
    a_racket(lena, "B1")
    db.session.commit()
    monkeypatch.setattr(queries, "is_taken", lambda *_: False)

    answer = annas.fill(f"/clients/{lena.id}/rackets/new", name="Wilson Blade 98", instance_id="B1")

    assert answer.status_code == 409
    assert "Somebody else changed this a moment ago." in answer.text


@pytest.mark.parametrize("known", [True, False])
def test_of_two_who_add_one_address_at_once_neither_learns_whether_it_is_known(
    app, anna, annas, database, two_connections, known
):
    """The second would lose the race for the person, where there is one."""
    if known:
        a_person("lena@example.com")
    form = fields(annas.get("/clients/new").text, "/clients/new")
    sent = form | {"first_name": "Lena", "email": "lena@example.com"}
    a_client(email="lena@example.com")

    def add():
        with app.app_context():
            return annas.post("/clients/new", data=sent).status_code

    with ThreadPoolExecutor(1) as another, psycopg.connect(roles.plain(database["superuser"])) as above:
        second = another.submit(add)
        wait_for(
            lambda: second.done() or above.execute("select 1 from pg_locks where not granted").fetchone()
        )
        db.session.commit()
        assert second.result() == 303


@pytest.fixture
def faster(anna, database):
    """Called with a table and a change, somebody writes it a moment before the next page does."""
    waiting = []

    def write(_connection, _cursor, statement, *_rest):
        table, change = waiting[0] if waiting else ("", "")
        if table and statement.startswith(f"UPDATE {table}"):
            waiting.clear()
            with psycopg.connect(roles.plain(database["superuser"])) as somebody:
                somebody.execute(f"update {table} set {change}, version = version + 1")

    event.listen(app_engine(), "before_cursor_execute", write)
    yield lambda *deed: waiting.append(deed)
    event.remove(app_engine(), "before_cursor_execute", write)
    assert waiting == []


def test_a_change_of_the_same_moment_shows_both_versions_and_loses_neither(anna, annas, faster):
    client_id = a_client().id
    db.session.commit()
    faster("client_profiles", "nickname = 'First'")

    answer = annas.fill(f"/clients/{client_id}/edit", nickname="Second")

    assert answer.status_code == 409
    assert "Saved now</span> First" in answer.text
    assert 'value="Second"' in answer.text


def test_the_same_holds_for_a_racket(anna, annas, faster):
    client = a_client()
    edit = f"/clients/{client.id}/rackets/{a_racket(client).id}/edit"
    db.session.commit()
    faster("rackets", "serial = 'First'")

    answer = annas.fill(edit, serial="Second")

    assert answer.status_code == 409
    assert "Saved now</span> First" in answer.text
