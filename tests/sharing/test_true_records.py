"""L-04, L-50: a line about a grant may be written past all pages, but not for another or at another time."""

from __future__ import annotations

import pytest

from rbo.platform.ids import new_id
from tests.make import a_client, an_order
from tests.sharing.forging import refusal
from tests.sharing.grants import claim, share, trust
from tests.walls.access import Context
from tests.walls.attacks import APP, SYSTEM

LOOK = """
    insert into share_audit
        (id, deed, stringer_id, order_share_id, quarter_hour, actor, request_id, created_at)
    select %(id)s, 'read', stringer_id, id, floor(extract(epoch from now()) / 900) + %(quarters)s,
        %(actor)s, '', now() + %(away)s::interval
    from order_shares where grantee_id = %(me)s
"""
GIVEN = """
    insert into share_audit (id, deed, stringer_id, order_share_id, actor, request_id)
    select %(id)s, 'granted', stringer_id, id, %(actor)s, '' from order_shares
"""
ENDED = """
    insert into share_audit (id, deed, stringer_id, order_share_id, actor, request_id, created_at)
    select %(id)s, 'revoked', stringer_id, id, %(actor)s, '', now() + %(away)s::interval from order_shares
"""
TRUSTED = """
    insert into share_audit (id, deed, person_share_id, actor, request_id)
    select %(id)s, 'granted', id, %(actor)s, '' from person_stringer_share
"""
OTHERS = ("stringer:{anna}", "person:{anna}", "person:{ben}", "admin:{ben}", "system", "stranger", "")


def look(ben, actor, away="0", quarters=0):
    return {"id": new_id(), "me": ben.id, "actor": actor, "away": away, "quarters": quarters}


def test_a_look_in_ones_own_name_now_is_written_down(anna, ben, app_role):
    share(an_order(), ben)

    line = look(ben, f"stringer:{ben.id}")

    assert refusal(app_role, Context(APP, stringer=ben.id), LOOK, **line) is None


@pytest.mark.parametrize("away", ["-1 day", "1 hour", "1 microsecond"])
def test_a_look_of_another_time_is_refused(anna, ben, app_role, away):
    share(an_order(), ben)
    line = look(ben, f"stringer:{ben.id}", away)

    assert refusal(app_role, Context(APP, stringer=ben.id), LOOK, **line) == "42501"


@pytest.mark.parametrize("quarters", [-96, -1, 1])
def test_a_look_put_into_another_quarter_of_an_hour_is_refused(anna, ben, app_role, quarters):
    """The client would read one visit fewer, or one that never was."""
    share(an_order(), ben)
    line = look(ben, f"stringer:{ben.id}", quarters=quarters)

    assert refusal(app_role, Context(APP, stringer=ben.id), LOOK, **line) == "42501"


@pytest.mark.parametrize("actor", OTHERS)
def test_a_look_in_anothers_name_is_refused(anna, ben, app_role, actor):
    share(an_order(), ben)
    line = look(ben, actor.format(anna=anna.id, ben=ben.id))

    assert refusal(app_role, Context(APP, stringer=ben.id), LOOK, **line) == "42501"


@pytest.mark.parametrize(("actor", "refused"), [("stringer:{anna}", None), ("system", "42501")])
def test_what_a_stringer_gave_is_in_their_name(anna, ben, app_role, actor, refused):
    share(an_order(), ben)
    line = {"id": new_id(), "actor": actor.format(anna=anna.id)}

    assert refusal(app_role, Context(APP, stringer=anna.id), GIVEN, **line) == refused


@pytest.mark.parametrize(("actor", "refused"), [("person:{lena}", None), ("system", "42501")])
def test_what_a_client_gave_is_in_theirs(anna, ben, app_role, database, actor, refused):
    lena = claim(database["superuser"], a_client("Lena"))
    trust(lena, ben)
    line = {"id": new_id(), "actor": actor.format(lena=lena)}

    assert refusal(app_role, Context(APP, person=lena), TRUSTED, **line) == refused


def test_the_system_ends_a_grant_in_its_own_name(anna, ben, god):
    share(an_order(), ben)

    assert refusal(god, Context(SYSTEM), ENDED, id=new_id(), actor="system", away="0") is None


@pytest.mark.parametrize(
    ("actor", "away"),
    [*((other, "0") for other in OTHERS if other != "system"), ("system", "-1 day"), ("system", "1 hour")],
)
def test_the_system_ends_none_for_another_or_at_another_time(anna, ben, god, actor, away):
    share(an_order(), ben)
    line = {"id": new_id(), "actor": actor.format(anna=anna.id, ben=ben.id), "away": away}

    assert refusal(god, Context(SYSTEM), ENDED, **line) == "42501"
