"""Tables, text and connections under the session, where only row-level security holds."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from sqlalchemy import inspect, select, text, update

from rbo.orders.models import Order, OrderExtra
from rbo.platform.bulk import write_new
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.session import Unwalled
from rbo.platform.tenancy import open_tenant
from tests.walls.modes import both_and_rls
from tests.walls.paths import owner_of, walled
from tests.walls.things import REFUSED, identity_of


@both_and_rls
def test_bare_tables_and_text_show_nothing_foreign(books, mode):
    """L-47, L-53."""
    for noun in walled():
        table, owner = noun.__table__, owner_of(noun.__table__.c)
        for statement in (
            select(owner),
            select(noun).from_statement(select(table)),
            text(f"select {owner.name} from {table.name}"),
        ):
            try:
                rows = db.session.execute(statement).all()
            except Unwalled:
                rows = []
            assert books.theirs not in {_owner(row[0]) for row in rows}
        db.session.rollback()


def _owner(found):
    return found if isinstance(found, UUID) else owner_of(found)


@both_and_rls
def test_the_bare_connection_shows_nothing_foreign(books, mode):
    """L-47, L-53: readers that take a connection, as data frames do."""
    for noun in walled():
        owner = owner_of(noun.__table__.c)
        rows = db.session.connection().execute(select(owner)).scalars().all()
        assert books.mine in rows
        assert books.theirs not in rows


@both_and_rls
def test_bulk_writes_reach_no_foreign_row(books, mode):
    """L-48."""
    stringer_id, order_id = identity_of(Order, books.foreign("orders"))
    key = {"stringer_id": stringer_id, "id": order_id}
    values = {**key, "comments": "bulk", "version": 1}
    for deed in (
        lambda: db.session.bulk_update_mappings(inspect(Order), [{**values}]),
        lambda: db.session.execute(update(Order), [values]),
        lambda: write_new(OrderExtra, [{**key, "id": new_id(), "order_id": order_id, "position": 0}]),
        lambda: db.session.connection().execute(update(Order.__table__).values(comments="core")),
    ):
        with suppress(REFUSED):
            deed()
        db.session.rollback()
    with open_tenant(books.theirs):
        assert db.session.get_one(Order, (stringer_id, order_id)).comments == ""
