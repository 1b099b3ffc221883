"""Ids that travel in queries, forms and jobs: a foreign one is as good as one that nobody has."""

from __future__ import annotations

import re
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import select

from rbo.platform import roles
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.run import run
from rbo.platform.jobs.states import OutboxState
from rbo.sharing.models import OrderShare
from tests.browsers import Forms
from tests.faults.kit import office, open_office
from tests.walls.addresses import MARK, annas, ask, ids, rules, said, token_of, values

__all__ = ["annas", "ids", "office", "open_office"]

AN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OWNED = """
    select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'stringer_id'
        and not a.attisdropped and c.relname <> 'logins' order by 1
"""
ROWS = "select jsonb_agg(to_jsonb(t) order by to_jsonb(t)) from {} t where stringer_id = %s"
IN_QUERIES = {  # but `before`: a cursor says where a page begins, and nothing is looked up
    "client": "client_id",
    "racket": "racket_id",
    "source": "client_id",
    "about": "shared_id",
    "from": "model_id",
    "after": "client_id",
}
STARTED = ("/orders/new?client={client_id}",)  # pages that show their form for a query alone
SUBJECTS = {
    "catalogue.announce": "submission_id",
    "exports.make": "export_id",
    "imports.work": "file_id",
    "portal.invite": "client_id",
    "portal.mail_link": "link_id",
    "receipts.deliver": "emission_id",
    "webhooks.deliver": "delivery_id",
}
UNDONE = ((OutboxState.DEAD, "tenant_mismatch"), (OutboxState.ABORTED, "not_wanted"))


@pytest.fixture
def theirs(database, ben):
    """What stands in the book of the other stringer."""

    def book():
        with psycopg.connect(roles.plain(database["superuser"])) as connection:
            tables = [row[0] for row in connection.execute(OWNED).fetchall()]
            rows = {table: sql.SQL(ROWS).format(sql.Identifier(table)) for table in tables}
            return {table: connection.execute(asked, [ben.id]).fetchone() for table, asked in rows.items()}

    return book


def test_a_foreign_id_in_a_query_is_as_good_as_none(app, annas, ids):
    """L-101, L-102: every page and part, asked with each id that a query may carry."""
    pages = [rule for rule, method in rules(app) if method == "GET"]
    for rule in pages:
        answers = []
        for kind in ("foreign", "unknown"):
            query = {name: ids[part][kind] for name, part in IN_QUERIES.items()}
            answer = ask(annas, "", rule, "GET", values(rule, ids), query=query)
            assert MARK.encode() not in answer.data, rule.rule
            answers.append(bare(answer) if answer.mimetype == "text/html" else answer.status_code)
        assert answers[0] == answers[1], rule.rule


def test_a_foreign_id_in_a_form_is_as_good_as_none(app, annas, ids, theirs):
    """L-101: every field that holds an id, of every form that a page of the site has."""
    before = theirs()
    parts = {str(found["own"]): part for part, found in ids.items() if isinstance(found["own"], UUID)}
    tried = set()
    for action, typed in forms(app, annas, ids):
        for name in (name for name, value in typed.items() if value in parts):
            if (action, name) not in tried:
                tried.add((action, name))
                foreign, unknown = (
                    annas.post(action, data=typed | {name: str(ids[parts[typed[name]]][kind]), **fresh()})
                    for kind in ("foreign", "unknown")
                )
                assert MARK not in foreign.text, (action, name)
                assert bare(foreign) == bare(unknown), (action, name)

    changing = f"/orders/{ids['number']['own']}/edit"
    assert {(action, name) for action in ("/orders/new", changing) for name in ("client", "racket")} <= tried
    assert theirs() == before


def forms(app, browser, ids):
    """Where each form of the site goes, with what stands in it."""
    own = {part: found["own"] for part, found in ids.items()}
    pages = [page.format(**own) for page in STARTED]
    pages += [
        app.url_map.bind("localhost").build(rule.endpoint, values(rule, ids))
        for rule, method in rules(app)
        if method == "GET" and not rule.rule.startswith("/admin")
    ]
    for page in pages:
        answer = browser.get(page, follow_redirects=page in pages[: len(STARTED)])
        if answer.mimetype == "text/html":
            yield from ((goes_to, typed) for goes_to, typed in Forms(answer.text).found if goes_to)


def fresh():
    """The key of a form that was never sent."""
    return {"form_key": str(new_id())}


def test_orders_of_another_book_are_not_shared_by_their_number(annas, ids, theirs):
    """L-101."""
    before, number = theirs(), ids["number"]["foreign"]
    answer = annas.get(f"/shares/new?number={number}")
    assert answer.location == "/orders"

    sent = {"csrf_token": token_of(annas), "number": number, "grantee_email": "carla@example.org"}
    assert annas.post("/shares", data=sent).location == "/orders"
    assert theirs() == before
    assert db.session.query(OrderShare).filter_by(grantee_email="carla@example.org").all() == []


def test_a_job_that_names_a_row_of_another_book_finds_nothing(anna, ids, office, theirs):
    """L-103: of every kind there is; it ends as one that names a row that nobody has."""
    before = theirs()
    assert {name for name, job in JOBS.items() if job.desk is MAIN and not name.startswith("tests.")} == set(
        SUBJECTS
    )
    for name, part in SUBJECTS.items():
        ends = []
        for kind in ("foreign", "unknown"):
            row_id = JOBS[name].enqueue(ids[part][kind], webhook_id=ids["webhook_id"][kind])
            db.session.commit()
            run("main", str(row_id))
            ends.append(end_of(row_id))
        assert ends[0] == ends[1], name
        assert ends[0][:2] in UNDONE, name

    assert office.letters == []
    assert theirs() == before


def end_of(row_id):
    """How a delivery stands, and why."""
    with system_session() as rows:
        row = rows.scalars(select(Outbox).where(Outbox.id == row_id)).one()
        return row.state, row.last_error_class, AN_ID.sub("…", row.last_error or "")


def bare(answer):
    """What an answer says, whatever ids stand in it, and whatever the one before left to be told."""
    words = answer.location.partition("?")[0] if answer.location else said(answer)[2]
    return answer.status_code, AN_ID.sub("…", words.partition('id="toasts"')[0])
