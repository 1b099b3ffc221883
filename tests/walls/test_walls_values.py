"""What the two books may have in common, and what an error says about either."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import IntegrityError

from rbo.clients.service import NewClient, add_client
from rbo.orders.models import Order, OrderCounter, OrderExtra
from rbo.platform import roles
from rbo.platform.config import BadSetting
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.once import FormKey
from rbo.receipts.models import Receipt
from tests.browsers import annas
from tests.make import a_client, an_order
from tests.servers import PASSWORD
from tests.walls.access import Context, asking
from tests.walls.addresses import token_of
from tests.walls.attacks import APP

__all__ = ["annas"]

PROBE = "insert into form_keys (stringer_id, id, body_hash) values (%s, %s, 'probe')"
SECRET = "Zzyzxova"


@pytest.mark.parametrize("role", ["superuser", "migrator", "backup"])
def test_a_role_that_is_too_strong_does_not_serve(database, role):
    """L-01."""
    with pytest.raises(BadSetting) as refused:
        roles.refuse_strong_role("DATABASE_URL", database[role])

    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "strong", ["rbo_owner", "rbo_migrator", "rbo_backup", "pg_read_all_data", "postgres"]
)
def test_a_member_of_a_strong_role_does_not_serve(database, god, strong, worker_id):
    """L-01; by a role of the test's own, since all processes share the app's."""
    member = f"member_{worker_id}"
    url = roles.as_role(database["superuser"], member, PASSWORD)
    god.execute(f"create role {member} login in role {strong} password '{PASSWORD}'")
    god.execute(f"grant connect on database {roles.database_of(url)} to {member}")
    god.commit()
    try:
        with pytest.raises(BadSetting, match="member of"):
            roles.refuse_strong_role("DATABASE_URL", url)
    finally:
        god.execute(f"drop owned by {member}")
        god.execute(f"drop role {member}")
        god.commit()


def test_the_same_client_is_written_into_both_books(books):
    """L-60: nothing tells that another stringer knows this person."""
    theirs = books.foreign("client_profiles")
    mine = add_client(
        NewClient(first_name="Lena", email=theirs["entered_email"], phone=theirs["entered_phone"])
    )

    assert str(mine.person_id) != theirs["person_id"]


@pytest.mark.parametrize(
    "clause", ["", " on conflict do nothing", " on conflict (stringer_id, id) do nothing"]
)
def test_probing_with_the_id_of_a_foreign_row_tells_nothing(books, app_role, clause):
    """L-61: the key carries the stringer, so a foreign id is as free as an unknown one."""
    foreign = books.foreign("form_keys")["id"]
    for guess in (foreign, new_id()):
        with asking(app_role, Context(APP, stringer=books.mine)) as seat:
            assert seat.execute(PROBE + clause, [books.mine, guess]).rowcount == 1


def test_an_id_cannot_be_sent_by_a_form(books, annas):
    """L-61: what stands in `id` is not read."""
    foreign = books.foreign("client_profiles")["id"]
    answer = annas.fill(
        "/clients/new", first_name="New", last_name="Person", id=foreign, stringer_id=str(books.theirs)
    )

    assert answer.status_code == 303
    assert foreign not in answer.location


def _twice() -> None:
    for _ in range(2):
        db.session.add(FormKey(id=new_id(), body_hash=SECRET))
        db.session.flush()
        db.session.add(OrderCounter(last=1))
        db.session.flush()
        db.session.expunge_all()


def _negative() -> None:
    an_order(labour_price=-1, comments=SECRET)


def _pointing_nowhere() -> None:
    db.session.add(OrderExtra(order_id=new_id(), position=1, text=SECRET, price=0))
    db.session.flush()


def _missing() -> None:
    db.session.add(Receipt(year=2026))
    db.session.flush()


@pytest.mark.parametrize(
    ("deed", "status"), [(_twice, 409), (_negative, 500), (_pointing_nowhere, 409), (_missing, 500)]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_an_error_of_the_database_names_nothing(app, anna, annas, monkeypatch, deed, status, htmx):
    """L-64."""

    def break_it() -> str:
        with pytest.raises(IntegrityError) as error:
            deed()
        raise error.value

    token = token_of(annas)
    monkeypatch.setitem(app.view_functions, "desk.save_settings", break_it)
    headers = {"X-CSRFToken": token} | ({"HX-Request": "true"} if htmx else {})
    answer = annas.post("/settings", headers=headers)

    assert answer.status_code == status
    words = answer.text.lower()
    assert SECRET.lower() not in words
    for said in ("constraint", "psycopg", "sqlalchemy", "violates", "order_counters", "stringer_id", "23505"):
        assert said not in words


def test_orders_of_both_books_count_from_one(books):
    """L-67."""
    assert books.own("orders")["number"] == books.foreign("orders")["number"] == 1
    assert inspect(Order).primary_key[0].name == "stringer_id"
    assert a_client().stringer_id == books.mine
