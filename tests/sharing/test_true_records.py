"""A line about a grant may be written past all pages, but not in another's name or of another day."""

from __future__ import annotations

import pytest

from rbo.platform.ids import new_id
from tests.make import an_order
from tests.sharing.forging import refusal
from tests.sharing.grants import share
from tests.walls.access import Context
from tests.walls.attacks import APP

LOOK = """
    insert into share_audit
        (id, deed, stringer_id, order_share_id, quarter_hour, actor, request_id, created_at)
    select %(id)s, 'read', stringer_id, id, 1, %(actor)s, '', now() + %(away)s::interval
    from order_shares where grantee_id = %(me)s
"""


def look(ben, actor, away="0"):
    return {"id": new_id(), "me": ben.id, "actor": actor, "away": away}


def test_a_look_in_ones_own_name_now_is_written_down(anna, ben, app_role):
    share(an_order(), ben)

    line = look(ben, f"stringer:{ben.id}")

    assert refusal(app_role, Context(APP, stringer=ben.id), LOOK, **line) is None


@pytest.mark.parametrize("away", ["-1 day", "1 hour", "1 microsecond"])
def test_a_look_of_another_time_is_refused(anna, ben, app_role, away):
    share(an_order(), ben)
    line = look(ben, f"stringer:{ben.id}", away)

    assert refusal(app_role, Context(APP, stringer=ben.id), LOOK, **line) == "42501"


@pytest.mark.parametrize("kind", ["stringer", "person"])
def test_a_look_in_anothers_name_is_refused(anna, ben, app_role, kind):
    share(an_order(), ben)
    line = look(ben, f"{kind}:{anna.id}")

    assert refusal(app_role, Context(APP, stringer=ben.id), LOOK, **line) == "42501"
