"""What is over goes by itself; what is not over, and what others need, stays."""

from __future__ import annotations

import psycopg
import pytest

from rbo.admin import retention
from rbo.imports.service import approve, choose
from rbo.platform import roles
from rbo.platform.db import db, system_session
from tests.imports.bringing import a_reported_import
from tests.imports.v1 import NEAT, v1_book
from tests.imports.years import years
from tests.walls.checksum import rows
from tests.walls.seats import books

__all__ = ["books", "rows"]
AGES = {
    "logins": "last_seen_at = last_seen_at - interval '31 days'",
    "order_links": "expires_at = now() - interval '31 days'",
    "notifications": "created_at = now() - interval '367 days'",
    "share_audit": "created_at = now() - interval '3 years'",
    "order_shares": "ended_at = now() - interval '3 years'",
    "person_stringer_share": "ended_at = now() - interval '3 years'",
    "exports": "removed_at = now() - interval '91 days', expires_at = now() - interval '98 days'",
    "receipt_emissions": "created_at = now() - interval '12 years'",
    "webhook_deliveries": "created_at = now() - interval '31 days'",
    "outbox": "done_at = now() - interval '91 days', state = 'aborted', last_error = 'lena@example.com'",
}
KEEPS_NUMBERS = ("orders", "receipts", "order_extras", "admin_audit_log", "client_profiles", "rackets")
BROUGHT = "select state, content is null, report is null from imports where stringer_id = %s order by state"


def rows_of(database, table, stringer_id, column="stringer_id"):
    with psycopg.connect(database["superuser"]) as connection:
        found = connection.execute(f"select to_jsonb(t) from {table} t where {column} = %s", [stringer_id])
        return found.fetchall()


def age(database, stringer_id, *tables):
    with psycopg.connect(database["superuser"]) as connection:
        for table in tables:
            whose = "grantee_id" if table == "person_stringer_share" else "stringer_id"
            connection.execute(f"update {table} set {AGES[table]} where {whose} = %s", [stringer_id])
        if "order_shares" in tables:
            connection.execute("update share_audit set created_at = now() - interval '3 years'")
        aged = "update imports set created_at = now() - interval '31 days' where stringer_id = %s"
        connection.execute(aged, [stringer_id])


def swept():
    db.session.rollback()
    with system_session() as house:
        retention.sweep(house)


def test_nothing_of_today_goes_and_the_database_would_not_let_it(books, database, rows):
    before = rows()

    swept()
    with psycopg.connect(roles.plain(database["system"])) as connection:
        for table in AGES:
            mine = "where removed_at is null" if table == "exports" else ""
            assert connection.execute(f"delete from {table} {mine}").rowcount == 0, table

    assert rows() == before


@pytest.mark.parametrize("is_approved", [False, True])
def test_a_file_that_its_worker_never_came_to_an_end_with_goes_too(anna, database, is_approved):
    entry = a_reported_import(v1_book(years(clients=2, own=0), NEAT).packed())
    said = {"player": {"Lena Mustr": "Lena Muster"}}
    (approve if is_approved else choose)(entry, said)
    db.session.commit()
    swept()
    kept = rows_of(database, "imports", anna.id)[0][0]
    assert (kept["state"], kept["content"] is None) == ("writing" if is_approved else "reading", False)

    age(database, anna.id)
    swept()

    gone = rows_of(database, "imports", anna.id)[0][0]
    assert (gone["state"], gone["content"], gone["report"]) == ("discarded", None, None)
    assert gone["choices"] == {}


def test_what_is_over_goes_and_the_other_book_keeps_all(books, anna, ben, database, rows):
    """A letter keeps its delivery as long as itself, but not what the other side said."""
    theirs = {
        t: rows_of(database, t, ben.id) for t in AGES if t not in ("person_stringer_share", "share_audit")
    }
    numbers = {table: rows_of(database, table, anna.id) for table in KEEPS_NUMBERS}
    age(database, anna.id, *[table for table in AGES if table != "receipt_emissions"])
    swept()
    ((letter,),) = rows_of(database, "receipt_emissions", anna.id)
    ((carrying,),) = rows_of(database, "outbox", anna.id)
    assert (carrying["id"], carrying["last_error"]) == (letter["outbox_id"], None)

    age(database, anna.id, "receipt_emissions")
    swept()
    once = rows()
    swept()

    assert rows() == once, "another turn has nothing to do"
    for table in AGES:
        whose = "grantee_id" if table == "person_stringer_share" else "stringer_id"
        assert rows_of(database, table, anna.id, whose) == [], table
    assert {table: rows_of(database, table, anna.id) for table in KEEPS_NUMBERS} == numbers
    assert {table: rows_of(database, table, ben.id) for table in theirs} == theirs
    with psycopg.connect(database["superuser"]) as connection:
        assert connection.execute(BROUGHT, [anna.id]).fetchall() == [
            ("done", True, False),
            ("discarded", True, True),
        ]
        assert connection.execute(BROUGHT, [ben.id]).fetchall() == [("reading", False, True)]
