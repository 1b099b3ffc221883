"""What was done lately is read along indexes, however large the book is."""

from __future__ import annotations

import re

import psycopg

from rbo.desk import lately
from rbo.orders.service import mark_strung
from rbo.platform import roles
from rbo.platform.db import db
from tests.desk.acting import at_a_page
from tests.desk.statements import counted
from tests.make import an_order, today

COSTLY = ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin", "material", "memoize")
A_LARGE_BOOK = """
    update pg_class set reltuples = 10000000, relpages = greatest(pg_relation_size(oid) / 8192, 1)
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'i');
    delete from pg_statistic using pg_class
    where starelid = pg_class.oid and relnamespace = 'public'::regnamespace;
    set local role rbo_app
"""


def test_a_page_is_looked_up_in_indexes_and_nothing_is_read_whole(anna, database):
    with at_a_page():
        mark_strung(an_order(), on=today())
        db.session.commit()
    with counted() as asked:
        lately.page()

    lines, *about = plans(database["superuser"], anna.id, asked)

    for index in ("pk_order_state_audit", "pk_changes"):
        assert f"Index Scan Backward using {index}" in lines
    assert re.search(r"Index Cond: .*order_id = ", lines)
    assert len(about) == 3
    for plan in about:
        conditions = re.findall(r"Index Cond: (.+)", plan)
        assert conditions
        assert all(re.search(r"\bid = ", condition) for condition in conditions), plan


def plans(superuser, stringer_id, asked):
    """How Postgres goes about statements of the app in a large book, where a look into an index is cheap."""
    with psycopg.connect(roles.plain(superuser)) as connection:
        connection.execute(A_LARGE_BOOK)
        connection.execute("select set_config('app.stringer_id', %s, true)", [str(stringer_id)])
        for costly in COSTLY:
            connection.execute(f"set local enable_{costly} = off")
        explained = [connection.execute(f"explain {sql}", values).fetchall() for sql, values in asked]
        connection.rollback()
    return ["\n".join(row[0] for row in rows) for rows in explained]
