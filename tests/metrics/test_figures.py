"""What Prometheus is told, and who may ask."""

from __future__ import annotations

import dataclasses
import re
from contextvars import Context

import pytest
from redis import Redis

from rbo.platform.db import db
from rbo.platform.metrics.counting import count, note
from rbo.platform.metrics.families import ATTEMPT_S, FAMILIES, REQUESTS, Kind
from tests.make import a_client, just_taken_in
from tests.metrics.conftest import TOKEN
from tests.signed_in import client_of

LINE = re.compile(r'(rbo_\w+)(?:\{((?:\w+="[^"]*",?)+)\})? ([0-9.e+-]+|\+Inf)')
ONE_OF_MANY = {"stringer", "stringer_id", "person", "person_id", "user", "client", "email", "path", "id"}


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
    number = just_taken_in(a_client()).number
    db.session.commit()
    route = 'rbo_http_requests_total{code="200",method="GET",route="/orders/<int:number>"}'
    before = float(ask.figures().get(route, 0))

    Context().run(browser.get, f"/orders/{number}")

    found = ask.figures()
    assert float(found[route]) == before + 1
    assert float(found['rbo_http_request_duration_seconds_count{room="orders"}']) > 0
    assert not any(f"/orders/{number}" in series for series in found)


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
