"""The number at the bell of every page, and how a page asks for it again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from rbo.auth.models import Login
from rbo.platform import clock
from rbo.platform.db import db
from tests.browsers import annas, bens
from tests.make import just_taken_in
from tests.notifications.telling import BELL, shown, told
from tests.walls.addresses import token_of

__all__ = ["annas", "bens"]


def test_the_bell_says_on_every_page_how_many_are_unread(anna, annas):
    number = just_taken_in().number
    told(anna, "one", "two")

    for page in ("/", "/orders", f"/orders/{number}", "/settings", "/notifications"):
        assert shown(annas.get(page).text) == "2", page


def test_an_empty_inbox_has_no_number_and_nothing_to_mark(annas):
    page = annas.get("/notifications").text

    assert f"{BELL} hidden" in page
    assert "Mark all as read" not in page


def test_more_than_ninety_nine_are_many(anna, annas):
    told(anna, *(str(nr) for nr in range(101)))

    assert shown(annas.get("/").text) == "99+"


def test_the_bell_asks_and_hears_only_what_is_new(anna, annas):
    told(anna, "one")

    news, nothing = (annas.get(f"/notifications/unread?seen={seen}") for seen in (0, 1))

    assert (news.status_code, shown(news.text), news.headers["HX-Trigger"]) == (200, "1", "inbox")
    assert (nothing.status_code, nothing.text) == (204, "")


def test_a_page_that_asks_by_itself_keeps_no_login_alive(anna, annas):
    an_hour_ago = clock.now() - timedelta(hours=1)
    db.session.execute(update(Login).where(Login.stringer_id == anna.id).values(last_seen_at=an_hour_ago))
    db.session.commit()

    annas.get("/notifications/unread")

    db.session.rollback()
    assert db.session.scalars(select(Login.last_seen_at)).one() == an_hour_ago


def test_a_page_that_asks_after_the_login_ended_is_left_alone(annas):
    annas.post("/sign-out", data={"csrf_token": token_of(annas)})

    answer = annas.get("/notifications/unread", headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "HX-Redirect" not in answer.headers
