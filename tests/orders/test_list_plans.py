"""The list walks along an index whatever narrows it: sorting a book of 100,000 orders costs 200 ms."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

import psycopg
import pytest

from rbo.orders.constraints import Step
from rbo.orders.lifecycle import Pile, State
from rbo.orders.listing import page as listing
from rbo.orders.listing.wanted import Mark, Wanted
from rbo.orders.side import Side
from rbo.platform.db import db
from tests.desk.statements import counted
from tests.each import each
from tests.make import an_order, reloaded, strung

LONG_AGO = date(2018, 1, 1)
SOMEBODY = UUID(int=7)
LONGEST_LABEL = 200  # a maker and a string of an old book, as far as they are read
LONGEST_COLOUR = 80
COSTLY = ("seqscan", "bitmapscan", "sort", "incremental_sort")


@pytest.fixture
def counted_rows(database):
    """Postgres plans by what it counted last, which may be the rows of an earlier test."""
    an_order()
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        connection.execute("vacuum analyze orders")


def plans(*asked):
    """How Postgres would go about these statements, if it did none of what is costly."""
    connection = db.session.connection()
    for costly in COSTLY:
        connection.exec_driver_sql(f"set local enable_{costly} = off")
    return "\n".join(
        row[0] for sql, values in asked for row in connection.exec_driver_sql(f"explain {sql}", values)
    )


@each(
    ("wanted", "before", "index"),
    [
        (Wanted(), None, "uq_orders_stringer_id_number"),
        (Wanted(), Mark(1000), "uq_orders_stringer_id_number"),
        (Wanted(place=Pile.OPEN), None, "ix_orders_unfinished"),
        (Wanted(place=State.CANCELLED), None, "ix_orders_cancelled"),
        (Wanted(place=State.CANCELLED), Mark(1000), "ix_orders_cancelled"),
        (Wanted(client=SOMEBODY), Mark(1000), "ix_orders_client"),
        (Wanted(racket=SOMEBODY), Mark(1000), "ix_orders_racket"),
        (Wanted(since=LONG_AGO), Mark(1000, LONG_AGO), "ix_orders_ordered"),
        (Wanted(since=LONG_AGO, dated=Step.STRUNG), Mark(1000, LONG_AGO), "ix_orders_strung"),
    ],
)
def test_the_page_begins_where_its_index_says(anna, counted_rows, wanted, before, index):
    with counted() as asked:
        listing.page(wanted, before)

    plan = plans(*asked)

    assert index in plan
    assert not re.search(r"Sort Key: orders\.", plan)


def test_the_longest_names_that_can_be_written_fit_into_the_index_of_what_was_strung(anna):
    letters = [chr(letter) for letter in range(0x1F300, 0x1F300 + 480)]  # four bytes each, none said twice
    wide = {"label": "".join(letters[:LONGEST_LABEL]), "colour": "".join(letters[-LONGEST_COLOUR:])}
    order = an_order(main=Side(**wide), cross=Side(**wide))

    strung(order)

    assert reloaded(order.number).is_strung


def test_the_strings_in_use_are_read_by_walking_from_one_to_the_next(anna, counted_rows):
    with counted() as asked:
        listing.page(Wanted(text="hyper"))

    plan = plans(*asked)

    assert re.search(r"Index Only Scan using ix_orders_mains", plan)
    assert re.search(r"Index (Only )?Scan using ix_orders_crosses", plan)
