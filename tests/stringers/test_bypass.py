"""An admin looks into a book: the log says so first, nothing can be written, and then it is over."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from rbo.clients import queries as clients
from rbo.orders.models import Order
from rbo.platform import audit
from rbo.platform.audit import AdminAuditLog, NoReason
from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing, Refused
from rbo.platform.ids import new_id
from rbo.platform.rows import HOUSE
from rbo.platform.scope import ScopeChanged, TenantNotSet, current_stringer
from rbo.platform.session import GROUND
from rbo.platform.tenancy import open_tenant
from rbo.stringers.bypass import NoAdmin, bypass_tenant
from rbo.stringers.models import Role, Status, Stringer
from tests.make import a_client, an_order, just_taken_in

TOLD = ("app.stringer_id", "app.person_id", "transaction_read_only")


@pytest.fixture
def landlady(anna):
    """Anna is an admin."""
    change(anna, role=Role.ADMIN)
    with audit.acting(f"stringer:{anna.id}"):
        yield anna


@pytest.fixture
def bens_order(anna, ben):
    """An order in the other book."""
    with open_tenant(ben.id):
        return an_order(a_client("Boris"))


def change(stringer, **values):
    with system_session() as rows:
        for name, value in values.items():
            setattr(rows.get_one(Stringer, stringer.id), name, value)


def logged():
    with system_session() as rows:
        return [(line.actor, line.stringer_id, line.reason) for line in rows.scalars(select(AdminAuditLog))]


def orders():
    return [order.id for order in db.session.scalars(select(Order))]


def test_an_admin_reads_the_book_and_the_log_says_so(landlady, ben, bens_order):
    with bypass_tenant("Ben misses a job", ben.id):
        assert orders() == [bens_order.id]

    assert logged() == [(f"stringer:{landlady.id}", ben.id, "Ben misses a job")]


def test_the_line_is_there_before_the_book_opens_and_stays_whatever_happens(landlady, ben):
    while_open = []

    with suppress(Refused), bypass_tenant("A look", ben.id):
        while_open += logged()
        raise Refused

    assert logged() == while_open
    assert len(while_open) == 1


def test_the_book_is_closed_behind_the_admin(landlady, ben, bens_order):
    """L-38: the next reader on this thread has their own book, with nothing kept over."""
    mine = just_taken_in().id
    db.session.commit()
    with bypass_tenant("A look", ben.id):
        kept = db.session()
        orders()

    assert current_stringer() == landlady.id
    assert orders() == [mine]
    with pytest.raises(ScopeChanged):
        kept.scalars(select(Order)).all()


def test_nothing_can_be_written_in_it(landlady, ben):
    """L-38: also where the session would let it pass, Postgres does not."""
    with bypass_tenant("A look", ben.id), pytest.raises(DBAPIError, match="read-only transaction"):
        a_client("Smuggled")

    with open_tenant(ben.id):
        assert clients.find("Smuggled") == []


def test_the_database_is_told_of_no_wider_right(landlady, ben, bens_order):
    """No setting speaks of admins: what Postgres hears is one book, as for everybody."""
    with bypass_tenant("A look", ben.id):
        told = [
            db.session.scalar(select(func.current_setting(name)), execution_options=GROUND) for name in TOLD
        ]

    assert told == [str(ben.id), "", "on"]


@pytest.mark.parametrize("row", [{"role": Role.STRINGER}, {"status": Status.FINALIZED}])
def test_the_row_decides_and_not_what_the_sign_in_said(landlady, ben, row):
    change(landlady, **row)

    with pytest.raises(NoAdmin), bypass_tenant("A look", ben.id):
        pass

    assert logged() == []


@pytest.mark.parametrize("reason", ["", "  \n", "x" * 501])
def test_without_a_reason_that_can_be_kept_nothing_opens(landlady, ben, reason):
    with pytest.raises(NoReason), bypass_tenant(reason, ben.id):
        pass

    assert logged() == []


@pytest.mark.parametrize("stranger", [new_id(), HOUSE])
def test_there_has_to_be_such_a_book(landlady, stranger):
    with pytest.raises(Missing), bypass_tenant("A look", stranger):
        pass

    assert logged() == []


def test_an_unfinished_deed_of_ones_own_is_not_lost_under_way(landlady, ben):
    a_client("Unsaved")

    with pytest.raises(ScopeChanged), bypass_tenant("A look", ben.id):
        pass

    db.session.commit()
    assert len(clients.find("Unsaved")) == 1
    assert logged() == []


def test_nobody_at_all_is_no_admin(ground, ben):
    with pytest.raises(TenantNotSet), bypass_tenant("A look", ben.id):
        pass
