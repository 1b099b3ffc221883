"""A book ends: handed out first, then cleared but for what the law wants kept (L-107)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from rbo.admin import batches, clearing, ending, standing
from rbo.admin.ending import NotHandedOut, TooEarly
from rbo.admin.standing import StandsOtherwise
from rbo.exports.models import Format
from rbo.platform import audit
from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing
from rbo.platform.redis_client import redis_at
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Stringer
from tests.walls.seats import books

__all__ = ["books"]
WHY = "Left in March"
A_DAY_S = 24 * 3600
FOR_TEN_YEARS = {
    "client_profiles.stringer_id": "whose receipts these are, blank",
    "order_extras.stringer_id": "goods and amounts",
    "orders.cross_string_owner": "goods",
    "orders.main_string_owner": "goods",
    "orders.stringer_id": "dates, goods and amounts",
    "racket_models.stringer_id": "goods",
    "rackets.model_owner": "goods",
    "rackets.stringer_id": "goods",
    "receipts.stringer_id": "numbers",
    "string_models.stringer_id": "goods",
}
STAYS = FOR_TEN_YEARS | {
    "admin_audit_log.stringer_id": "what admins did, without anybody's name",
    "logins.stringer_id": "ended; swept when they are old",
    "notifications.acting_stringer_id": "a line in the other book",
    "order_shares.grantee_id": "the record of whoever let them look",
    "person_stringer_share.grantee_id": "the record of whoever let them look",
    "persons.created_by_id": "where a row came from",
    "stringers.id": "who issued the receipts",
}
COLUMNS = """
    select table_schema || '.' || table_name, column_name from information_schema.columns
    where table_schema in ('public', 'auth') and data_type = 'uuid'
        and table_name not in (select viewname from pg_views)
"""
LONG_AGO = """
    update stringers set deactivated_at = deactivated_at - interval '31 days' where id = %(id)s;
    update exports set removed_at = now() where stringer_id = %(id)s
"""
BOOK = ("orders", "client_profiles", "rackets", "receipts", "order_extras")
NAMED = ("lena", "muster", "own_1", "petra")


def done(database, *statements, **values):
    with psycopg.connect(database["superuser"]) as connection:
        for statement in statements:
            connection.execute(statement, values)


@contextmanager
def at_work(admin, database) -> Iterator[None]:
    """*admin* is one, with their own book open."""
    db.session.rollback()
    done(database, "update stringers set role = 'admin' where id = %(id)s", id=admin.id)
    with audit.acting(f"stringer:{admin.id}"), open_tenant(admin.id):
        yield


def naming(database, stringer_id):
    """The columns of any table in which the id still stands."""
    with psycopg.connect(database["superuser"]) as connection:
        return {
            f"{table.removeprefix('public.')}.{column}"
            for table, column in connection.execute(COLUMNS).fetchall()
            if connection.execute(f"select from {table} where {column} = %s", [stringer_id]).rowcount
        }


def rows_of(database, stringer_id, *tables):
    """What stands in a book, as text."""
    with psycopg.connect(database["superuser"]) as connection:
        found = "select to_jsonb(t) - 'alike' from {0} t where t.stringer_id = %s order by t.id"
        return str([connection.execute(found.format(t), [stringer_id]).fetchall() for t in tables])


def lasting(redis_url, stringer_id):
    """Keys with the id that would still be there: a book ends thirty days after anybody used it."""
    redis = redis_at(redis_url)
    named = [key for key in redis.scan_iter() if str(stringer_id).encode() in key]
    return [key for key in named if not 0 < redis.ttl(key) < 30 * A_DAY_S]


def clear(turns):
    for _turn in range(turns):
        with system_session() as rows:
            clearing.clear_finalized(rows)


def test_only_the_numbers_stay_for_ten_years(books, anna, ben, database, redis_url, monkeypatch):
    """Cleared three rows at a time: what points at something goes before it."""
    monkeypatch.setattr(batches, "AT_ONCE", 3)
    done(database, "delete from receipts r where not exists (select from orders o where o.receipt_id = r.id)")
    numbers = rows_of(database, anna.id, "receipts")
    theirs = rows_of(database, ben.id, *BOOK)
    with at_work(ben, database):
        standing.suspend(anna.id, WHY)
        done(database, *LONG_AGO.split(";"), id=anna.id)
        with ending.hand_out(anna.id, WHY, Format.JSON) as file:
            assert "Lena" in {client["entered_first_name"] for client in json.load(file)["clients"]}
        ending.finalize(anna.id, WHY)
    clear(turns=30)

    assert naming(database, anna.id) <= set(STAYS)
    assert rows_of(database, anna.id, "receipts") == numbers
    left = rows_of(database, anna.id, *BOOK).lower()
    assert "'labour_price': 25.0" in left
    assert "grip" in left
    assert not [word for word in NAMED if word in left]
    assert rows_of(database, ben.id, *BOOK) == theirs
    assert not lasting(redis_url, anna.id)

    done(database, "update receipts set year = year - 11 where stringer_id = %(id)s", id=anna.id)
    clear(turns=8)

    assert naming(database, anna.id) <= set(STAYS) - set(FOR_TEN_YEARS)
    with system_session() as rows:
        assert rows.get_one(Stringer, anna.id).display_name is None


def test_nothing_ends_that_is_open_or_not_over_or_not_handed_out(anna, ben, database):
    with at_work(ben, database):
        ending.hand_out(anna.id, "While it was open", Format.XLSX).close()
        with pytest.raises(StandsOtherwise):
            ending.finalize(anna.id, WHY)
        standing.suspend(anna.id, WHY)
        with pytest.raises(TooEarly):
            ending.finalize(anna.id, WHY)
        earlier = "update admin_audit_log set created_at = created_at - interval '32 days'"
        done(database, earlier)
        done(database, *LONG_AGO.split(";"), id=anna.id)
        with pytest.raises(NotHandedOut):
            ending.finalize(anna.id, WHY)

        ending.hand_out(anna.id, WHY, Format.XLSX).close()
        ending.finalize(anna.id, WHY)
        for deed in (standing.suspend, standing.reactivate, ending.finalize):
            with pytest.raises(Missing):
                deed(anna.id, WHY)
