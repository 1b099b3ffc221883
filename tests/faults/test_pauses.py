"""A closed way out (F-20, F-23): the channel waits as a whole, in its order, and says until when."""

from __future__ import annotations

import dataclasses
import logging
from datetime import timedelta

import redis
from click.testing import CliRunner

from rbo.platform import clock
from rbo.platform.jobs import bell, queries
from rbo.platform.jobs.cli import outbox
from rbo.platform.jobs.reasons import explain
from rbo.platform.jobs.relay import sweep
from rbo.platform.tenancy import open_tenant
from tests.faults.kit import post_letters, work

A_DAY = 100


def hundred_a_day(step, taken):
    return (
        "451 4.7.1 Daily sending quota of 100 messages reached" if step == "MAIL" and taken >= A_DAY else None
    )


def test_a_provider_that_takes_a_hundred_a_day_pauses_the_mail_and_keeps_the_order(
    ben, office, outdoors, redis_url
):
    """F-23."""
    office.rule = hundred_a_day
    promised = post_letters(ben, A_DAY + 5)

    work(*promised)

    assert outdoors.states() == ["sent"] * A_DAY + ["awaiting_retry"] + ["queued"] * 4
    refused = outdoors.row(promised[A_DAY])
    assert (refused["attempt"], refused["last_error_class"]) == (0, "quota_reached")
    assert timedelta(minutes=59) < refused["next_at"] - clock.now() < timedelta(minutes=61)
    assert office.seen.count("connect") == A_DAY + 1, "one refusal is enough"

    office.rule = lambda _step, _taken: None
    outdoors.let_pass(timedelta(hours=1))
    redis.Redis.from_url(redis_url).flushdb()
    sweep()

    rung = bell.queue("paper", redis.Redis.from_url(redis_url)).get_job_ids()
    assert [name[:36] for name in rung] == [str(one) for one in promised[A_DAY:]]
    work(*promised[A_DAY:])
    assert outdoors.states() == ["sent"] * (A_DAY + 5)
    assert len(set(office.message_ids)) == A_DAY + 5


def test_while_the_provider_is_full_one_letter_an_hour_asks_and_nobody_else(ben, office, outdoors):
    """F-23."""
    office.rule = lambda step, _taken: (
        "550 5.4.5 Daily user sending limit exceeded" if step == "RCPT" else None
    )
    promised = post_letters(ben, 3)

    for _ in range(4):
        work(*promised)
        outdoors.let_pass(timedelta(hours=1))

    assert office.seen.count("RCPT") == 4
    assert {row["attempt"] for row in outdoors.rows()} == {0}


def test_pages_and_the_operator_see_when_the_mail_goes_on(ben, office, outdoors, ground):
    office.rule = lambda step, _taken: "451 Daily quota reached" if step == "MAIL" else None
    work(*post_letters(ben, 2))

    with open_tenant(ben.id, read_only=True):
        pause = queries.pause_of("mail")
        assert pause is not None
        assert explain(pause) == "The mail provider takes no more mail for now."
        until = pause.until.isoformat(timespec="seconds")
    shown = CliRunner().invoke(outbox)

    assert f"mail goes on at {until}: The mail provider takes no more mail for now. 451 Daily" in shown.output
    assert "awaiting_retry tests.letter, attempt 0" in shown.output


def test_a_wrong_password_raises_one_alert_and_asks_the_server_once(
    ben, office, outdoors, ground, monkeypatch, caplog
):
    """F-20."""
    sign_in(ground, monkeypatch)
    office.offers = ("AUTH PLAIN",)
    office.rule = lambda step, _taken: "535 5.7.8 wrong" if step == "AUTH" else None
    promised = post_letters(ben, 5)

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            work(*promised)
            outdoors.let_pass(timedelta(minutes=15))

    assert [record.getMessage() for record in caplog.records] == [
        "mail is paused: sign_in_refused 535 5.7.8 wrong"
    ]
    assert office.seen.count("AUTH") == 3
    assert {row["attempt"] for row in outdoors.rows()} == {0}


def test_the_right_password_lets_everything_go_and_forgets_the_pause(
    ben, office, outdoors, ground, monkeypatch
):
    sign_in(ground, monkeypatch)
    office.offers = ("AUTH PLAIN",)
    office.says["AUTH"].append("535 5.7.8 wrong")
    promised = post_letters(ben, 3)
    work(*promised)
    outdoors.let_pass(timedelta(minutes=15))

    work(*promised)

    assert outdoors.states() == ["sent"] * 3
    assert queries.all_pauses() == []


def test_a_server_that_cannot_be_reached_pauses_the_mail_and_uses_no_attempt_up(
    ben, office, outdoors, ground, monkeypatch
):
    """F-20."""
    nowhere = dataclasses.replace(ground.config["RBO"], smtp_port=1)
    monkeypatch.setitem(ground.config, "RBO", nowhere)
    promised = post_letters(ben, 2)

    work(*promised)

    assert outdoors.states() == ["awaiting_retry", "queued"]
    assert outdoors.rows()[0]["last_error_class"] == "server_away"
    assert outdoors.rows()[0]["attempt"] == 0


def sign_in(app, monkeypatch):
    known = dataclasses.replace(app.config["RBO"], smtp_user="rbo", smtp_pass="not this one")
    monkeypatch.setitem(app.config, "RBO", known)
