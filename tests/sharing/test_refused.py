"""Grants that nobody may give, and what a grant never gives: tried as the app's own role, past all pages."""

from __future__ import annotations

import pytest

from rbo.platform.ids import new_id
from rbo.sharing.service import OwnAddress
from rbo.sharing.service import share as share_with
from tests.make import a_client, a_stringer, an_order
from tests.sharing.forging import SHARE, TRUST, a_share, refusal
from tests.sharing.grants import claim, revoke, share, trust
from tests.walls.access import Context, asking
from tests.walls.attacks import APP

BASE_TABLES = (
    "orders",
    "client_profiles",
    "rackets",
    "receipts",
    "order_extras",
    "order_state_audit",
    "receipt_emissions",
)
WRITES = (
    "update orders set comments = 'mine now' where id = %(order)s",
    "delete from order_extras where order_id = %(order)s",
    "select 1 from orders where id = %(order)s for update",
)


def test_a_grantee_finds_nothing_in_the_tables_themselves(anna, ben, app_role, database):
    """L-90, L-92: a grant opens the window, and no table."""
    client = a_client()
    order = an_order(client, extras=(("Grip", 5),))
    share(order, ben)
    trust(claim(database["superuser"], client), ben)

    with asking(app_role, Context(APP, stringer=ben.id)) as seat:
        assert seat.execute("select 1 from shared_jobs").rowcount == 2
        assert {
            table: n for table in BASE_TABLES if (n := seat.execute(f"select 1 from {table}").rowcount)
        } == {}
        assert [seat.execute(write, {"order": order.id}).rowcount for write in WRITES] == [0, 0, 0]


@pytest.mark.parametrize(
    "verb", ["insert into {0} select * from {0}", "update {0} set id = id", "delete from {0}"]
)
def test_nobody_writes_through_a_window(anna, ben, app_role, verb):
    share(an_order(), ben)
    for view in ("shared_jobs", "my_jobs"):
        assert refusal(app_role, Context(APP, stringer=ben.id), verb.format(view)) in ("42501", "55000")


def test_a_grant_of_a_foreign_job_is_refused_whoever_is_named_as_its_owner(anna, ben, app_role):
    """L-90: by the wall when it is named as hers, by the key when it is named as his."""
    order, his = an_order(), Context(APP, stringer=ben.id)

    assert refusal(app_role, his, SHARE, **a_share(order, ben)) == "42501"
    assert refusal(app_role, his, SHARE, **a_share(order, a_stringer("Carla"), source=ben.id)) == "23503"


def test_a_grantee_shares_nothing_on(anna, ben, app_role):
    """L-91."""
    order, carla = an_order(), a_stringer("Carla")
    share(order, ben)
    his = Context(APP, stringer=ben.id)

    assert refusal(app_role, his, SHARE, **a_share(order, carla)) == "42501"
    assert refusal(app_role, his, SHARE, **a_share(order, carla, source=ben.id)) == "23503"


def test_a_client_shares_only_jobs_of_their_own(anna, ben, app_role, database):
    """L-90, L-96."""
    mine, other = a_client("Lena"), a_client("Max")
    own, foreign = an_order(mine), an_order(other)
    person, stranger = claim(database["superuser"], mine), claim(database["superuser"], other)
    lena = Context(APP, person=person)

    by_client = {"kind": "person", "person": person}
    assert refusal(app_role, lena, SHARE, **a_share(own, ben, **by_client)) is None
    assert refusal(app_role, lena, SHARE, **a_share(foreign, ben, **by_client)) == "42501"
    assert refusal(app_role, lena, SHARE, **a_share(foreign, ben, kind="person", person=stranger)) == "42501"
    assert refusal(app_role, lena, SHARE, **a_share(own, ben)) == "42501"
    assert refusal(app_role, lena, TRUST, person=stranger, grantee=ben.id) == "42501"


def test_a_stringer_grants_nothing_in_the_name_of_a_client(anna, ben, app_role, database):
    client = a_client()
    order = an_order(client)
    person = claim(database["superuser"], client)
    hers = Context(APP, stringer=anna.id)

    assert refusal(app_role, hers, SHARE, **a_share(order, ben, kind="person", person=person)) == "42501"
    assert refusal(app_role, hers, TRUST, person=person, grantee=ben.id) == "42501"


def test_a_grant_to_oneself_twice_over_or_to_nobody_is_refused(anna, ben, app_role):
    """L-95."""
    order, hers = an_order(), Context(APP, stringer=anna.id)
    share(order, ben)

    assert refusal(app_role, hers, SHARE, **a_share(order, anna)) == "23514"
    assert refusal(app_role, hers, SHARE, **a_share(order, ben)) == "23505"
    assert refusal(app_role, hers, SHARE, **a_share(order, ben, ended="2026-01-01")) == "42501"
    assert refusal(app_role, hers, SHARE, **{**a_share(order, ben), "grantee": new_id()}) == "23503"


def test_the_own_address_is_refused_in_words(anna):
    """L-95."""
    with pytest.raises(OwnAddress, match="your own address"):
        share_with([an_order()], anna.email.title())


def test_of_a_grant_only_its_end_is_changed_and_only_once(anna, ben, app_role):
    """L-92, L-95: neither side revives one that is over, moves it to another job, or puts it off."""
    grant = share(an_order(), ben)
    for who in (Context(APP, stringer=anna.id), Context(APP, stringer=ben.id)):
        for change in ("order_id = gen_random_uuid()", "grantee_id = stringer_id", "granter_kind = 'person'"):
            assert refusal(app_role, who, f"update order_shares set {change}") == "42501"
        assert refusal(app_role, who, "delete from order_shares") == "42501"
    revoke(grant, ben)
    with asking(app_role, Context(APP, stringer=anna.id)) as seat:
        assert seat.execute("update order_shares set ended_at = null").rowcount == 0
