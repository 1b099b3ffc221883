"""What Prometheus is told, and who may ask."""

from __future__ import annotations

import dataclasses
import re
import time
from contextvars import Context

import pytest
from psycopg.errors import InsufficientPrivilege
from redis import Redis
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from rbo.orders import service
from rbo.platform.backup import noted
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.run import run
from rbo.platform.metrics.counting import count, note
from rbo.platform.metrics.families import ATTEMPT_S, FAMILIES, REQUESTS, Kind
from rbo.platform.scope import TenantNotSet
from rbo.receipts.models import ReceiptCounter
from tests.make import a_client, an_order, today
from tests.signed_in import client_of

TOKEN = "a-token-that-prometheus-brings-along"
LINE = re.compile(r'(rbo_\w+)(?:\{((?:\w+="[^"]*",?)+)\})? ([0-9.e+-]+|\+Inf)')
ONE_OF_MANY = {"stringer", "stringer_id", "person", "person_id", "user", "client", "email", "path", "id"}


@pytest.fixture
def ask(app, database, redis_url, monkeypatch):
    """Asks for the figures, and gives each series with its value."""
    known = dataclasses.replace(app.config["RBO"], metrics_token=TOKEN)
    monkeypatch.setitem(app.config, "RBO", known)
    client = app.test_client()

    def go(**more):
        return Context().run(client.get, "/metrics", **more)

    def figures():
        return dict(line.rsplit(" ", 1) for line in go().text.splitlines() if line[0] != "#")

    go.figures = figures
    return go


def test_only_whoever_brings_the_token_or_asks_from_this_machine_is_told(ask):
    far = {"REMOTE_ADDR": "192.0.2.7"}

    assert ask().status_code == 200
    assert ask(environ_base=far, headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    for stranger in (
        {"environ_base": far},
        {"environ_base": far, "headers": {"Authorization": "Bearer "}},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
    ):
        assert ask(**stranger).status_code == 404


def test_without_a_token_nobody_has_it(app, ask, monkeypatch):
    monkeypatch.setitem(app.config, "RBO", dataclasses.replace(app.config["RBO"], metrics_token=""))

    assert (
        ask(environ_base={"REMOTE_ADDR": "192.0.2.7"}, headers={"Authorization": "Bearer "}).status_code
        == 404
    )


def test_every_line_is_of_a_family_and_nobody_is_told_apart(ask, ground):
    lines = ask().text.splitlines()

    told = [LINE.fullmatch(line) for line in lines if not line.startswith("#") and "_created" not in line]
    assert all(told)
    names = {name for family in FAMILIES.values() for name in family.names}
    gauges = {family.name for family in FAMILIES.values() if family.kind is Kind.GAUGE}
    assert gauges - {found[1] for found in told} == {
        "rbo_channel_paused",
        "rbo_schedule_last_run_timestamp_seconds",
        "rbo_backup_last_success_timestamp_seconds",
        "rbo_restore_test_last_success_timestamp_seconds",
    }
    assert {found[1] for found in told} <= names
    assert not {label for family in FAMILIES.values() for label in family.labels} & ONE_OF_MANY
    assert len(told) < 1500


def test_an_answer_is_counted_by_its_route_and_never_by_its_number(app, anna, ask):
    browser = client_of(app, anna)
    number = an_order(a_client()).number
    db.session.commit()
    route = 'rbo_http_requests_total{code="200",method="GET",route="/orders/<int:number>"}'
    before = float(ask.figures().get(route, 0))

    Context().run(browser.get, f"/orders/{number}")

    found = ask.figures()
    assert float(found[route]) == before + 1
    assert float(found['rbo_http_request_duration_seconds_count{room="orders"}']) > 0
    assert not any(f"/orders/{number}" in series for series in found)


def test_a_receipt_is_counted_while_it_waits_when_it_is_accepted_and_when_it_was_given_up(
    app, anna, ask, office
):
    for client in (a_client(), a_client("Mia")):
        service.mark_strung(an_order(client), on=today())
    db.session.commit()
    ids = db.session.scalars(select(Outbox.id).order_by(Outbox.id)).all()
    db.session.commit()
    waiting = ask.figures()

    run("main", str(ids[0]))
    office.says["RCPT"].append("550 5.1.1 No such user")
    run("main", str(ids[1]))

    found = ask.figures()
    assert waiting['rbo_outbox_pending{kind="receipts.deliver"}'] == "2"
    assert found['rbo_outbox_pending{kind="receipts.deliver"}'] == "0"
    assert found['rbo_outbox_failed{kind="receipts.deliver"}'] == "1"
    assert found['rbo_job_attempts_total{kind="receipts.deliver",outcome="sent"}'] == "1"
    assert found['rbo_email_total{outcome="accepted"}'] == found['rbo_email_total{outcome="rejected"}'] == "1"
    assert found['rbo_email_age_seconds_bucket{le="+Inf"}'] == "1"
    assert found["rbo_pdf_render_seconds_count"] == "2"
    for phase in ("connect", "hand_over"):
        assert found[f'rbo_smtp_duration_seconds_count{{phase="{phase}"}}'] == "2"
    assert found["rbo_receipt_number_gap_total"] == "0"


def test_a_receipt_number_that_follows_none_is_counted(app, anna, ask, redis_url):
    receipts = [service.mark_strung(an_order(a_client()), on=today()) for _ in range(2)]
    assert ask.figures()["rbo_receipt_number_gap_total"] == "0"
    counter = db.session.get(ReceiptCounter, (anna.id, receipts[0].year))
    counter.last = 7
    db.session.flush()

    service.mark_strung(an_order(a_client("Mia")), on=today())

    assert ask.figures()["rbo_receipt_number_gap_total"] == "1"
    db.session.rollback()


def test_what_is_under_way_and_what_the_pool_has_is_told_by_the_site(app, anna, ask, monkeypatch):
    browser = client_of(app, anna)
    db.session.rollback()
    seen = {}

    def looks():
        db.session.connection()
        seen.update(ask.figures())
        return ""

    monkeypatch.setitem(app.view_functions, "orders.index", looks)
    Context().run(browser.get, "/orders")
    after = ask.figures()

    used = 'rbo_db_pool_connections{role="app",state="used"}'
    assert float(seen["rbo_http_in_flight"]) - float(after["rbo_http_in_flight"]) == 1
    assert float(seen[used]) - float(after[used]) == 1
    assert float(after['rbo_db_pool_connections{role="app",state="idle"}']) >= 1
    assert float(after['rbo_db_checkout_seconds_count{role="app"}']) > 0


def test_when_a_backup_was_taken_and_tried_is_told(app, ask, database):
    for what in (noted.TAKEN, noted.TRIED):
        assert noted.note(database["system"], what)
    assert not noted.note("postgresql://rbo_system@127.0.0.1:1/rbo", noted.TAKEN)

    found = ask.figures()

    for name in ("backup", "restore_test"):
        said = float(found[f"rbo_{name}_last_success_timestamp_seconds"])
        assert abs(said - time.time()) < 3600
    assert not any("backup taken" in series for series in found)


def test_with_redis_or_postgres_away_the_rest_is_told(app, ask, monkeypatch):
    away = {"redis_url": "redis://127.0.0.1:1/0"}
    monkeypatch.setitem(app.config, "RBO", dataclasses.replace(app.config["RBO"], **away))

    found = ask.figures()

    assert (found["rbo_redis_up"], found["rbo_database_up"]) == ("0", "1")


def test_a_figure_is_told_apart_by_its_own_labels_alone(ground):
    with pytest.raises(ValueError, match="told apart"):
        count(REQUESTS, route="/", stringer="anna")


def test_buckets_hold_what_is_below_their_bound(ground, redis_url):
    note(ATTEMPT_S, 1.0, kind="a")
    note(ATTEMPT_S, 1000.0, kind="a")

    held = Redis.from_url(redis_url, decode_responses=True).hgetall("metrics")
    assert held['rbo_job_duration_seconds_bucket{kind="a",le="1.0"}'] == "1"
    assert held['rbo_job_duration_seconds_bucket{kind="a",le="900.0"}'] == "1"
    assert held['rbo_job_duration_seconds_bucket{kind="a",le="+Inf"}'] == "2"
    assert held['rbo_job_duration_seconds_sum{kind="a"}'] == "1001"


@pytest.mark.parametrize(
    ("fault", "series"),
    [
        (TenantNotSet("no book"), "rbo_tenant_scope_missing_total"),
        (ProgrammingError("", {}, InsufficientPrivilege()), "rbo_rls_denied_total"),
    ],
)
def test_a_wall_that_had_to_hold_is_counted(app, ask, monkeypatch, fault, series):
    def fall():
        raise fault

    monkeypatch.setitem(app.view_functions, "health.alive", fall)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    fall.is_public = True
    before = float(ask.figures().get(series, 0))

    assert Context().run(app.test_client().get, "/healthz").status_code == 500

    assert float(ask.figures()[series]) == before + 1
