"""The log of admins: a line for each deed, and no way to take one back."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import select

from rbo.platform import audit, roles
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id


def lines(database):
    with psycopg.connect(database["superuser"]) as connection:
        found = "select actor, deed, person_id, reason, request_id, detail from admin_audit_log"
        return connection.execute(found).fetchall()


@pytest.fixture
def asked_for(anna):
    """Anna at work in a request."""
    token = audit.request_id.set("request-1")
    with audit.acting(f"stringer:{anna.id}"):
        yield
    audit.request_id.reset(token)


def test_a_line_says_who_did_what_in_which_request(anna, asked_for, database):
    person = new_id()
    with system_session() as rows:
        audit.note(rows, "person_merged", person_id=person, reason="The same player", detail={"profiles": 2})

    by_anna = f"stringer:{anna.id}"
    assert lines(database) == [
        (by_anna, "person_merged", person, "The same player", "request-1", {"profiles": 2})
    ]


def test_a_line_goes_with_the_deed_that_was_rolled_back(anna, asked_for, database):
    audit.note(db.session(), "import_approved", stringer_id=anna.id, reason="Anna asked")
    db.session.rollback()

    assert lines(database) == []


def test_a_stringer_reads_what_was_done_with_their_book(anna, ben, database):
    with system_session() as rows:
        audit.note(rows, "book_read", stringer_id=anna.id, reason="Anna asked")
        audit.note(rows, "book_read", stringer_id=ben.id, reason="Ben asked")

    assert [line.reason for line in db.session.scalars(select(AdminAuditLog))] == ["Anna asked"]


@pytest.mark.parametrize(
    ("role", "deed"),
    [
        ("app", "update admin_audit_log set reason = ''"),
        ("app", "delete from admin_audit_log"),
        ("system", "update admin_audit_log set reason = 'another'"),
        ("system", "update admin_audit_log set deed = ''"),
        ("system", "delete from admin_audit_log"),
    ],
)
def test_nobody_changes_or_deletes_a_line(anna, database, role, deed):
    """U-33; all that the system role may write is no reason, where one names somebody who is erased."""
    with system_session() as rows:
        audit.note(rows, "book_read", stringer_id=anna.id, reason="Anna asked")
    with psycopg.connect(roles.plain(database[role])) as connection:
        connection.execute("select set_config('app.stringer_id', %s, true)", [str(anna.id)])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(deed)


def test_nobody_writes_in_the_name_of_another(anna, ben, database):
    with audit.acting(f"stringer:{ben.id}"), pytest.raises(Exception, match="row-level security"):
        audit.note(db.session(), "book_read", stringer_id=anna.id, reason="Not me")
