"""The demo everybody sees first; it is loaded once, as whoever starts it does, and then looked at."""

from __future__ import annotations

from click.testing import CliRunner
from sqlalchemy import select

from rbo.demo.cli import demo
from rbo.demo.people import CLIENT, PASSWORD
from rbo.desk import lately
from rbo.orders import board
from rbo.orders.constraints import Kind, Step
from rbo.orders.models import Order
from rbo.platform.db import db, system_session
from rbo.platform.tenancy import open_tenant
from rbo.receipts import queries as receipts
from rbo.sharing.models import SharedJob
from rbo.stringers.models import Locale, Stringer
from tests.browsers import Browser, fields


def test_the_demo_is_as_whoever_starts_it_is_told(ground, redis_url, subtests):
    said = CliRunner().invoke(demo, ["load"]).output
    with system_session() as rows:
        ids = dict(rows.execute(select(Stringer.email, Stringer.id).order_by(Stringer.email)).all())

    with subtests.test("told which account reads which language"):
        _languages_are_told(said)
    with subtests.test("accounts, three hundred jobs and a failed mail"):
        assert "Demo loaded: 300 stringjobs." in said
        assert list(ids) == [
            "admin@demo.example",
            "anna@demo.example",
            "ben@demo.example",
            "house@rbo.invalid",
        ]
        _books_are_full(ids)
    for email in ("anna@demo.example", "ben@demo.example"):
        with subtests.test("a few things were done lately, and some can be undone", email=email):
            _things_were_done_lately(ground, ids[email])
    with subtests.test("a client"):
        _client_has_her_pages(ground)


def _languages_are_told(said):
    assert "anna@demo.example (in German)" in said
    assert "ben@demo.example (in English)" in said
    with system_session() as rows:
        languages = dict(rows.execute(select(Stringer.email, Stringer.default_locale)).all())
    assert (languages["anna@demo.example"], languages["ben@demo.example"]) == (Locale.DE, Locale.EN)


def _books_are_full(ids):
    with open_tenant(ids["anna@demo.example"]):
        assert len(receipts.undelivered()) == 1
        assert board.score().to_string > 0
        came_in = db.session.scalars(select(Order.ordered_at).order_by(Order.number)).all()
        own = db.session.scalars(select(Order.number).where(Order.kind == Kind.SELF)).all()
    assert came_in == sorted(came_in)
    assert 0 < min(own) < len(came_in) - len(own)
    with open_tenant(ids["ben@demo.example"], read_only=True):
        assert [job.client for job in db.session.scalars(select(SharedJob))] == ["Mara Doppel"]


def _things_were_done_lately(ground, stringer_id):
    with open_tenant(stringer_id), ground.test_request_context():
        entries = [lines for _day, of_day in lately.page().days for lines in of_day]
        said = [(line.step or line.said[0], line.became) for lines in entries for line in lines]
    assert {line.actor for lines in entries for line in lines} == {f"stringer:{stringer_id}"}
    assert any(line.can_be_undone for lines in entries for line in lines)
    assert {Step.STRUNG, Step.RETURNED, Step.PAID, "Notes changed"} <= {what for what, _became in said}
    assert said.count((Step.PAID, None)) == 1


def _client_has_her_pages(ground):
    phone = Browser(ground.test_client())
    typed = fields(phone.get("/sign-in").text, "/sign-in/link") | {"email": CLIENT, "password": PASSWORD}
    assert phone.post("/sign-in", data=typed).status_code == 303
    home = phone.get("/portal").text
    for words in ("Ready to be fetched", "Saitenraum Anna Muster", "Ben Probe Stringing strings here too"):
        assert words in home
    assert "ben@demo.example" in phone.get("/portal/grants").text
