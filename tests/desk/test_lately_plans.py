"""What was done lately is read along indexes, however large the book is."""

from __future__ import annotations

import re

from rbo.desk import lately
from rbo.platform.db import db
from tests.desk.acting import at_a_page
from tests.desk.statements import counted
from tests.make import an_order

COSTLY = ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin", "material", "memoize")


def test_a_page_is_looked_up_in_indexes_and_nothing_is_read_whole(anna):
    with at_a_page():
        an_order()
        db.session.commit()
    with counted() as asked:
        lately.page()

    lines, *about = (plan_of(*one) for one in asked)

    for index in ("pk_order_state_audit", "pk_changes"):
        assert f"Index Scan Backward using {index}" in lines
    assert re.search(r"Index Cond: .*order_id = ", lines)
    assert len(about) == 3
    for plan in about:
        conditions = re.findall(r"Index Cond: (.+)", plan)
        assert conditions
        assert all(re.search(r"\bid = ", condition) for condition in conditions), plan


def plan_of(sql, values):
    """How Postgres goes about a statement where everything else costs more than a look into an index."""
    connection = db.session.connection()
    for costly in COSTLY:
        connection.exec_driver_sql(f"set local enable_{costly} = off")
    return "\n".join(row[0] for row in connection.exec_driver_sql(f"explain {sql}", values))
