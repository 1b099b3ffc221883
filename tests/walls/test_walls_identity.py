"""What a session remembers, refreshes, merges or is handed from somewhere else."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import pytest
from sqlalchemy import insert, inspect, select, update
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.exc import ObjectDeletedError

from rbo.clients.models import ClientProfile
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.rows import Root
from rbo.platform.scope import ScopeChanged
from rbo.platform.tenancy import open_tenant
from tests.walls.modes import all_modes, both_and_rls
from tests.walls.paths import owner_of, walled
from tests.walls.things import DEEDS, REFUSED, handed_over, identity_of, is_refused


@all_modes
def test_a_foreign_key_of_a_row_gets_nothing(books, mode):
    """L-41."""
    for noun in walled():
        table = noun.__tablename__
        assert db.session.get(noun, identity_of(noun, books.own(table))) is not None
        assert db.session.get(noun, identity_of(noun, books.foreign(table))) is None


@both_and_rls
def test_what_one_book_has_loaded_is_forgotten_in_the_next(books, mode):
    """L-42, L-43: a session serves one book and goes with it."""
    key = identity_of(Order, books.foreign("orders"))
    with open_tenant(books.theirs):
        kept = db.session()
        assert kept.get(Order, key) is not None

    assert kept is not db.session()
    assert list(kept.identity_map.values()) == []
    assert db.session.get(Order, key) is None


def test_a_session_kept_over_from_another_book_serves_nobody(books):
    """L-42."""
    with open_tenant(books.theirs):
        kept = db.session()
        kept.get(Order, identity_of(Order, books.foreign("orders")))

    with pytest.raises(ScopeChanged):
        kept.scalars(select(Order)).all()


@all_modes
def test_a_new_row_is_not_led_to_a_foreign_one(books, mode):
    """L-44."""
    order = Order(client_id=UUID(books.foreign("orders")["client_id"]))
    db.session.add(order)

    with suppress(InvalidRequestError):
        assert order.client is None
    db.session.expunge(order)


@both_and_rls
def test_a_foreign_row_is_not_refreshed(books, mode):
    """L-45."""
    for noun in walled():
        thing = handed_over(noun, books.foreign(noun.__tablename__))
        with pytest.raises((InvalidRequestError, ObjectDeletedError)):
            db.session.refresh(thing)
        db.session.rollback()


@all_modes
def test_the_book_is_not_changed_between_load_and_lazy_load(books, mode):
    """L-33, L-46."""
    db.session.scalars(select(ClientProfile)).first()

    with pytest.raises(ScopeChanged), open_tenant(books.theirs):
        pass


@all_modes
@pytest.mark.parametrize("deed", ["change", "delete"])
def test_a_foreign_thing_is_neither_changed_nor_deleted(books, mode, deed):
    """L-49."""
    for noun in walled():
        with pytest.raises(REFUSED):
            _do(deed, handed_over(noun, books.foreign(noun.__tablename__)))
        db.session.rollback()
        db.session.expunge_all()


def _do(deed, thing):
    if deed == "delete":
        db.session.delete(thing)
    else:
        named = inspect(type(thing))
        keys = {*named.primary_key, named.version_id_col}
        last = [c.key for c in named.column_attrs if named.columns[c.key] not in keys][-1]
        set_committed_value(thing, last, None)
        setattr(thing, last, 1)
    db.session.flush()


@all_modes
def test_the_unit_of_work_stops_at_the_other_book(books, mode):
    """L-49, L-50."""
    assert [deed for deed in DEEDS if not is_refused(deed, books)] == []


@all_modes
def test_an_own_thing_is_not_given_to_the_other_book(books, mode):
    """L-07, L-50."""
    for noun in (noun for noun in walled() if not issubclass(noun, Root)):
        thing = db.session.scalars(select(noun).where(owner_of(noun) == books.mine)).first()
        thing.stringer_id = books.theirs
        with pytest.raises(REFUSED):
            db.session.flush()
        db.session.rollback()
        db.session.expunge_all()


@all_modes
def test_no_statement_adds_to_the_other_book_or_moves_rows_there(books, mode):
    """L-50."""
    there = select(Order.stringer_id).where(Order.id == new_id()).scalar_subquery()
    for statement, values in (
        (insert(ClientProfile), {"stringer_id": books.theirs, "id": new_id(), "person_id": new_id()}),
        (insert(ClientProfile).values(stringer_id=books.theirs, id=new_id(), person_id=new_id()), None),
        (insert(ClientProfile).from_select(["stringer_id"], select(Order.stringer_id)), None),
        (update(Order).values(stringer_id=books.theirs), None),
        (update(Order).values(stringer_id=there), None),
        (update(Order), {"stringer_id": books.theirs}),
        (update(Order), [{"stringer_id": books.theirs, "id": new_id(), "version": 1}]),
    ):
        with pytest.raises(REFUSED):
            db.session.execute(statement, values)
        db.session.rollback()


@all_modes
def test_a_new_thing_for_the_other_book_is_refused(books, mode):
    """L-50."""
    racket = books.foreign("rackets")
    db.session.add(Order(stringer_id=books.theirs, client_id=racket["client_id"], racket_id=racket["id"]))

    with pytest.raises(REFUSED):
        db.session.flush()
    db.session.rollback()


@all_modes
def test_merging_a_foreign_key_changes_nothing_over_there(books, mode):
    """L-51."""
    stringer_id, order_id = identity_of(Order, books.foreign("orders"))
    db.session.merge(Order(stringer_id=stringer_id, id=order_id, comments="merged"))

    with pytest.raises(REFUSED):
        db.session.flush()
    db.session.rollback()
