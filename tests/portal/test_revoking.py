"""A client takes a grant back, however often they press."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
from sqlalchemy import func, select

from rbo.platform.db import db
from rbo.sharing.models import Deed, ShareAudit
from tests.admin.meanwhile import looker
from tests.browsers import fields
from tests.faults.kit import wait_for
from tests.portal.conftest import LENA
from tests.portal.kit import the_person
from tests.sharing.grants import as_side, trust

__all__ = ["looker"]
WAIT = """
    select count(*) = 2 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%person_stringer_share%'
"""


def ends_noted(person):
    with as_side(person, read_only=True):
        return db.session.scalar(select(func.count()).where(ShareAudit.deed == Deed.REVOKED))


def test_revoked_twice_at_once_it_ends_once_and_both_pages_say_so(lenas, site, ben, looker, database):
    person = the_person(LENA).id
    address = f"/portal/grants/{trust(person, ben).id}"
    form = fields(lenas.get("/portal/grants").text, address)
    db.session.rollback()

    def press(_turn):
        with site.app_context():
            return lenas.post(address, data=form).status_code

    with ThreadPoolExecutor(2) as tabs, psycopg.connect(database["superuser"]) as holder:
        holder.execute("select from person_stringer_share for update")
        pressed = [tabs.submit(press, turn) for turn in range(2)]
        wait_for(lambda: looker.execute(WAIT).fetchone()[0])
        holder.rollback()

    assert [one.result() for one in pressed] == [303, 303]
    assert ends_noted(person) == 1


def test_pressed_once_more_it_says_the_same(lenas, ben):
    person = the_person(LENA).id
    address = f"/portal/grants/{trust(person, ben).id}"
    form = fields(lenas.get("/portal/grants").text, address)

    answers = [lenas.post(address, data=form) for _turn in range(2)]

    assert [answer.location for answer in answers] == ["/portal/grants"] * 2
    assert ends_noted(person) == 1
