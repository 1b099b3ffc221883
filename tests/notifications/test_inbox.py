"""The inbox: what comes in, and how it is read."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest
from sqlalchemy.exc import ProgrammingError

from rbo.notifications import queries
from rbo.notifications.models import Kind, Notification
from rbo.notifications.service import notify
from rbo.orders import service as orders
from rbo.platform import roles
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Locale
from tests.browsers import annas, bens
from tests.make import an_order, letter_of, today
from tests.notifications.telling import BELL, shown, told
from tests.walls.addresses import token_of

__all__ = ["annas", "bens"]

YESTERDAY = "update notifications set created_at = created_at - interval '1 day' where label = 'early'"


def test_what_somebody_else_did_stands_in_the_inbox_of_the_other_alone(anna, ben, annas, bens):
    told(ben, "Anna’s Strings", kind=Kind.SHARE_GRANTED)

    assert "Anna’s Strings" in bens.get("/notifications").text
    assert queries.inbox() == []
    assert "Nothing has come in" in annas.get("/notifications").text


def test_a_line_names_who_acted(anna, ben):
    told(ben, "Anna’s Strings")

    with open_tenant(ben.id):
        assert queries.inbox()[0].acting_stringer_id == anna.id


def test_nobody_writes_a_line_in_anothers_name(anna, ben):
    forged = Notification(
        id=new_id(), kind=Kind.EXPORT_READY, subject_id=new_id(), acting_stringer_id=ben.id, label="forged"
    )
    db.session.add(forged)

    with pytest.raises(ProgrammingError, match="row-level security"):
        db.session.flush()


def test_what_is_rolled_back_was_never_announced(anna):
    notify(anna.id, Kind.EXPORT_READY, new_id())
    db.session.rollback()

    assert queries.unread() == 0


def test_a_line_leads_to_its_thing_and_is_read_by_that(anna, annas):
    order = an_order()
    orders.mark_strung(order, on=today())
    notify(anna.id, Kind.MAIL_FAILED, letter_of(order).id, "2026-0001")
    db.session.commit()

    answer = annas.get(f"/notifications/{queries.inbox()[0].id}")

    assert annas.get(answer.location).location == f"/orders/{order.number}"
    db.session.rollback()
    assert queries.unread() == 0


def test_only_what_was_shared_is_told_of_several_at_once(anna, annas):
    notify(anna.id, Kind.EXPORT_READY, new_id(), how_many=3)
    db.session.commit()

    inbox = annas.get("/notifications").text

    assert "Your export is ready" in inbox
    assert "stringjobs were shared" not in inbox
    assert annas.get(f"/notifications/{queries.inbox()[0].id}").location == "/exports"


def test_a_line_is_marked_as_read_where_it_stands(anna, annas):
    told(anna, "one", "two")

    answer = annas.fill("/notifications", f"/notifications/{queries.inbox()[0].id}/read", htmx=True)

    assert answer.text.startswith('<div class="stack inbox" id="inbox"')
    assert answer.text.count("Mark as read") == 1
    assert shown(answer.text) == "1"


def test_reading_twice_keeps_the_first_time(anna, annas):
    told(anna, "one")
    line = queries.inbox()[0]
    annas.get(f"/notifications/{line.id}")
    first = _read_at(line.id)
    annas.post(f"/notifications/{line.id}/read", data={"csrf_token": token_of(annas)})

    assert _read_at(line.id) == first


def test_all_are_marked_as_read_at_once_and_nobody_elses(anna, ben, annas, bens):
    told(anna, "one", "two")
    told(ben, "three")

    answer = annas.fill("/notifications", "/notifications/read")

    assert (answer.status_code, answer.location) == (303, "/notifications")
    assert f"{BELL} hidden" in annas.get("/").text
    assert shown(bens.get("/").text) == "1"


def test_lines_stand_under_their_days(anna, annas, database):
    told(anna, "early", "late")
    with psycopg.connect(roles.plain(database["superuser"])) as connection:
        connection.execute(YESTERDAY)

    page = annas.get("/notifications").text

    places = [page.index(word) for word in (">Today</h2>", "late ·", ">Yesterday</h2>", "early ·")]
    assert places == sorted(places)


def test_fifty_lines_a_page_and_the_way_to_older_ones(anna, annas):
    told(anna, *(f"line {nr:02}" for nr in range(51)))

    first = annas.get("/notifications").text
    older = first.split('rel="next" href="')[1].split('"')[0]

    assert "line 01" in first
    assert "line 00" not in first
    assert "line 00" in annas.get(older).text


def test_the_inbox_speaks_german(anna, annas):
    db.session.merge(anna).default_locale = Locale.DE
    told(anna, "2026-0001", kind=Kind.MAIL_FAILED)

    assert "Ein Beleg konnte nicht gemailt werden" in annas.get("/notifications").text


def _read_at(line_id: UUID):
    db.session.rollback()
    return queries.by_id(line_id).read_at
