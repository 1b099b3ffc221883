"""Grants whose source or grantee left, or whose job is another client's: nothing is seen through them."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rbo.admin.merging import merge
from rbo.platform.db import db
from rbo.sharing.models import OrderShare
from rbo.sharing.service import share as share_with
from tests.make import a_client, a_stringer, an_order, reloaded
from tests.sharing.grants import as_side, at_work, claim, share, share_as_client, trust
from tests.walls.access import Context, asking
from tests.walls.attacks import APP

LEAVE = "update stringers set status = %s, deactivated_at = now() where id = %s"


def test_a_source_learns_nothing_of_what_its_client_shares(anna, ben, app_role, database):
    client = a_client()
    order = an_order(client)
    person = claim(database["superuser"], client)
    share_as_client(person, order.id, ben)
    trust(person, ben)

    with asking(app_role, Context(APP, stringer=anna.id)) as seat:
        for table in ("order_shares", "person_stringer_share", "share_audit", "my_jobs"):
            assert seat.execute(f"select 1 from {table}").rowcount == 0


@pytest.mark.parametrize("closed", ["the source", "the grantee"])
def test_grants_of_a_closed_book_are_dead_at_once_and_live_again_with_it(
    anna, ben, god, app_role, database, closed
):
    """L-95; they live again with the book."""
    client = a_client()
    order = an_order(client)
    share(order, ben)
    person = claim(database["superuser"], client)
    share_as_client(person, order.id, ben)
    trust(person, ben)
    left = anna if closed == "the source" else ben

    for status, seen in (("deactivated", 0), ("finalized", 0), ("active", 3)):
        god.execute(
            "update stringers set status = %s, deactivated_at = now() where id = %s", [status, left.id]
        )
        god.commit()
        with asking(app_role, Context(APP, stringer=ben.id)) as seat:
            assert seat.execute("select 1 from shared_jobs").rowcount == seen, status


@pytest.mark.parametrize("status", ["invited", "deactivated", "finalized"])
def test_nobody_is_found_by_the_address_of_a_book_that_is_not_open_or_of_the_house(
    anna, ben, god, app_role, status
):
    """L-95: invited and not here yet, or gone."""
    god.execute(LEAVE, [status, ben.id])
    god.commit()

    with asking(app_role, Context(APP, stringer=anna.id)) as seat:
        for address, found in ((ben.email, None), ("house@rbo.invalid", None), (anna.email.upper(), anna.id)):
            assert seat.execute("select stringer_by_email(%s)", [address]).fetchone() == (found,)


def test_who_comes_later_finds_nothing_that_was_shared_with_the_address_before(anna, god, app_role):
    """L-95: a grant names a stringer, and an address nobody has names none for ever."""
    order, email = an_order(), "carla@example.org"
    with at_work():
        share_with([order], email)
        db.session.commit()
    carla = a_stringer("Carla")
    god.execute("update stringers set email = %s where id = %s", [email, carla.id])
    god.commit()

    with asking(app_role, Context(APP, stringer=carla.id)) as seat:
        assert seat.execute("select 1 from shared_jobs").rowcount == 0


def test_a_job_that_changes_hands_leaves_its_clients_grant_behind(anna, ben, app_role, database):
    """A client's grant covers their own jobs; the stringer's goes on."""
    first, second = a_client("Lena"), a_client("Max")
    order, spare = an_order(first), an_order(second)
    share(order, ben)
    share_as_client(claim(database["superuser"], first), order.id, ben)
    with asking(app_role, Context(APP, stringer=anna.id)) as seat:
        moved = [second.id, spare.racket_id, order.id]
        seat.execute("update orders set client_id = %s, racket_id = %s where id = %s", moved)
        seat.execute("select set_config('app.stringer_id', %s, true)", [str(ben.id)])
        assert seat.execute("select rule, first_name, last_name from shared_jobs").fetchall() == [
            (1, "Max", None)
        ]


def test_two_who_showed_one_job_to_the_same_stringer_become_one_who_does(anna, ben, database):
    """The job changed hands between the two; one grant goes on and either side can end it."""
    clients = first, second = a_client("Lena"), a_client("Helena")
    order, spare = an_order(first), an_order(second)
    one, two = (claim(database["superuser"], client) for client in clients)
    share_as_client(one, order.id, ben)
    moved = reloaded(order.number)
    moved.client_id, moved.racket_id = second.id, spare.racket_id
    db.session.commit()
    share_as_client(two, order.id, ben)
    merge(one, two, "because it is one human")

    with as_side(one, read_only=True):
        ended = [grant.ended_at is not None for grant in db.session.scalars(select(OrderShare))]
    assert sorted(ended) == [False, True]
