"""What happens to the open book at commit, rollback, error, and on the next request of the same thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from rbo.orders.models import Order
from rbo.platform.db import app_engine, db
from rbo.platform.ids import new_id
from rbo.platform.once import FormKey
from rbo.platform.scope import ScopeChanged, TenantNotSet, current_scope, scope_var
from rbo.platform.tenancy import open_person, open_tenant
from rbo.stringers import queries as stringers
from tests.make import a_client
from tests.signed_in import client_of
from tests.walls.paths import READS, owner_of, walled

COUNT = text("select count(*) from orders")


def test_with_no_book_open_nothing_is_read_or_written(ground):
    """L-05."""
    for path in READS.values():
        with pytest.raises(TenantNotSet):
            path(Order, new_id())
        db.session.rollback()
    db.session.add(FormKey(id=new_id(), body_hash="x"))
    with pytest.raises(TenantNotSet):
        db.session.flush()
    db.session.rollback()


def test_with_a_person_bound_stringers_rows_stay_closed(ground):
    with open_person(new_id()):
        for noun in walled():
            with pytest.raises(TenantNotSet):
                db.session.execute(select(owner_of(noun)))
        db.session.add(FormKey(id=new_id(), body_hash="x"))
        with pytest.raises(TenantNotSet):
            db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize("ending", ["commit", "rollback"])
def test_the_book_stays_open_over(books, ending):
    """L-32."""
    own = len(books.of_mine("orders"))
    getattr(db.session, ending)()
    assert READS["entity"](Order, books.mine) == own
    getattr(db.session, ending)()
    assert (READS["entity"](Order, books.mine), READS["entity"](Order, books.theirs)) == (own, 0)


def test_the_book_stays_open_after_a_savepoint_is_rolled_back(books):
    """L-32."""
    savepoint = db.session.begin_nested()
    READS["entity"](Order, books.mine)
    savepoint.rollback()

    assert db.session.connection().execute(COUNT).scalar() == len(books.of_mine("orders"))


def test_another_book_is_not_opened_in_the_middle_of_a_transaction(books):
    """L-33."""
    READS["entity"](Order, books.mine)

    with pytest.raises(ScopeChanged), open_tenant(books.theirs):
        pass
    with pytest.raises(ScopeChanged), open_person(books.person):
        pass
    assert current_scope().stringer_id == books.mine


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "AUTOCOMMIT"])
def test_a_bare_connection_sees_nothing(books, isolation):
    """L-34."""
    db.session.remove()
    with app_engine().connect().execution_options(isolation_level=isolation) as bare:
        assert bare.execute(COUNT).scalar() == 0


def test_a_read_only_book_takes_no_writing(anna):
    with open_tenant(anna.id, read_only=True):
        db.session.add(FormKey(id=new_id(), body_hash="x"))
        with pytest.raises(DBAPIError, match="read-only transaction"):
            db.session.flush()
        db.session.rollback()


def test_a_book_is_closed_even_when_its_session_cannot_be(anna, ben, monkeypatch):
    """L-35: a teardown that raises."""

    def broken() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        _open_and_break(ben, broken, monkeypatch)
    monkeypatch.undo()

    assert current_scope().stringer_id == anna.id


def _open_and_break(ben, broken, monkeypatch):
    with open_tenant(ben.id):
        monkeypatch.setattr(db.session, "remove", broken)


def test_a_pool_of_threads_knows_no_book(anna):
    """L-35."""
    a_client()
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(scope_var.get).result() is None


@pytest.mark.parametrize("mishap", ["none", "in the door", "in the page"])
def test_the_next_request_of_the_thread_finds_no_book(ground, ben, redis_url, monkeypatch, mishap):
    """L-35."""
    browser = client_of(ground, ben)

    def broken(*_anything, **_more):
        raise ZeroDivisionError

    monkeypatch.setitem(ground.config, "PROPAGATE_EXCEPTIONS", False)
    if mishap == "in the door":
        monkeypatch.setattr(stringers, "portrait_with", broken)
    if mishap == "in the page":
        monkeypatch.setitem(ground.view_functions, "desk.today", broken)
    answer = browser.get("/")

    assert answer.status_code == (200 if mishap == "none" else 500)
    assert scope_var.get() is None
    with pytest.raises(TenantNotSet):
        db.session.scalars(select(Order)).all()
    db.session.rollback()
