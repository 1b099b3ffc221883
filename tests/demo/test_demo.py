"""The demo everybody sees first."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from rbo.demo import loading
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


@pytest.fixture
def jobs(ground: Flask, redis_url: str) -> int:
    """The demo is loaded; the number of its jobs."""
    return loading.load()


def test_the_demo_is_three_accounts_three_hundred_jobs_a_failed_mail_and_a_client(ground, jobs):
    with system_session() as session:
        ids = dict(session.execute(select(Stringer.email, Stringer.id).order_by(Stringer.email)).all())
    with open_tenant(ids["anna@demo.example"]):
        assert len(receipts.undelivered()) == 1
        assert board.score().to_string > 0
        came_in = db.session.scalars(select(Order.ordered_at).order_by(Order.number)).all()
        own = db.session.scalars(select(Order.number).where(Order.kind == Kind.SELF)).all()
    assert jobs == 300
    assert came_in == sorted(came_in)
    assert 0 < min(own) < len(came_in) - len(own)
    assert list(ids) == ["admin@demo.example", "anna@demo.example", "ben@demo.example", "house@rbo.invalid"]

    with open_tenant(ids["ben@demo.example"], read_only=True):
        assert [job.client for job in db.session.scalars(select(SharedJob))] == ["Mara Doppel"]
    phone = Browser(ground.test_client())
    typed = fields(phone.get("/sign-in").text, "/sign-in/link") | {"email": CLIENT, "password": PASSWORD}
    assert phone.post("/sign-in", data=typed).status_code == 303
    home = phone.get("/portal").text
    for words in ("Ready to be fetched", "Saitenraum Anna Muster", "Ben Probe Stringing strings here too"):
        assert words in home
    assert "ben@demo.example" in phone.get("/portal/grants").text


def test_a_few_things_were_done_lately_and_some_can_be_undone(ground, jobs):
    with system_session() as rows:
        busy = Stringer.email.in_(["anna@demo.example", "ben@demo.example"])
        ids = rows.scalars(select(Stringer.id).where(busy)).all()

    for stringer_id in ids:
        with open_tenant(stringer_id), ground.test_request_context():
            entries = [lines for _day, of_day in lately.page().days for lines in of_day]
            said = [(line.step or line.said[0], line.became) for lines in entries for line in lines]
        assert {line.actor for lines in entries for line in lines} == {f"stringer:{stringer_id}"}
        assert any(line.can_be_undone for lines in entries for line in lines)
        assert {Step.STRUNG, Step.RETURNED, Step.PAID, "Notes changed"} <= {what for what, _became in said}
        assert said.count((Step.PAID, None)) == 1


def test_whoever_starts_it_is_told_which_account_reads_which_language(ground, redis_url):
    said = CliRunner().invoke(demo, ["load"]).output

    assert "anna@demo.example (in German)" in said
    assert "ben@demo.example (in English)" in said
    with system_session() as rows:
        languages = dict(rows.execute(select(Stringer.email, Stringer.default_locale)).all())
    assert (languages["anna@demo.example"], languages["ben@demo.example"]) == (Locale.DE, Locale.EN)
