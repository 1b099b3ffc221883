"""What Today shows: the piles, in the order in which they call, and how much there is of each."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

from rbo.orders import board, service
from rbo.platform.db import db
from tests.desk.statements import counted
from tests.make import an_order, reloaded, strung, today


def test_the_bench_begins_with_what_is_promised_first(anna):
    later, open_end = an_order(promised_for=today() + timedelta(days=2)), an_order()
    sooner = an_order(promised_for=today())

    assert [job.number for job in board.lists().bench] == [sooner.number, later.number, open_end.number]


def test_what_is_not_fetched_waits_and_what_is_not_paid_after_that_is_open(anna):
    fetched, paid, done = strung(an_order()), strung(an_order()), strung(an_order())
    for order in (fetched, done):
        service.mark_returned(reloaded(order.number), on=today())
        db.session.commit()
    for order in (paid, done):
        service.mark_paid(reloaded(order.number), on=today())
        db.session.commit()

    look = board.lists()

    assert [job.number for job in look.waiting] == [paid.number]
    assert [job.number for job in look.unpaid] == [fetched.number]
    assert [job.number for job in look.recent] == [done.number, paid.number, fetched.number]


def test_the_score_counts_rackets_and_money(anna):
    an_order()
    strung(an_order())
    fetched = strung(an_order())
    service.mark_returned(reloaded(fetched.number), on=today())
    db.session.commit()

    score = board.score()

    assert (score.to_string, score.to_hand_out, score.to_be_paid) == (1, 1, 2)
    assert score.owed == {"CHF": Decimal("106.00")}


def test_each_list_of_the_board_walks_along_its_own_index(anna):
    """Under row-level security a sort of the whole book costs 200 ms at 100,000 orders, a walk 0.1 ms."""
    with counted() as asked:
        board.lists()
    statement, values = asked[-1]
    connection = db.session.connection()
    for costly in ("seqscan", "bitmapscan", "sort", "incremental_sort"):
        connection.exec_driver_sql(f"set local enable_{costly} = off")

    plan = "\n".join(row[0] for row in connection.exec_driver_sql(f"explain {statement}", values))

    assert {"ix_orders_bench", "ix_orders_waiting", "ix_orders_strung"} <= set(
        re.findall(r"ix_orders_\w+", plan)
    )
    assert not re.search(r"Sort Key: orders_\d\.(strung_at|promised_for)", plan)
