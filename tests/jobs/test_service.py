"""What people do with rows (T-29): send again, drop; in pages and by `rbo outbox`."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.jobs import service
from rbo.platform.jobs.cli import outbox
from rbo.platform.jobs.models import Outbox
from rbo.platform.tenancy import open_tenant
from tests.faults.kit import post_a_letter, post_letters, work


@pytest.fixture
def failed(ben, office):
    """A row that failed."""
    office.says["RCPT"].append("550 5.1.1 No such user")
    outbox_id = post_a_letter(ben)
    work(outbox_id)
    return outbox_id


def change(ben, outbox_id, verb, *arguments):
    with open_tenant(ben.id):
        row = db.session.scalars(select(Outbox).where(Outbox.id == outbox_id).with_for_update()).one()
        verb(row, *arguments)
        db.session.commit()


def test_a_failed_letter_can_be_sent_again(ben, failed, office, outdoors):
    change(ben, failed, service.retry)
    assert (outdoors.row(failed)["state"], outdoors.row(failed)["attempt"]) == ("queued", 0)

    work(failed)

    assert outdoors.row(failed)["state"] == "sent"


def test_a_failed_letter_can_be_dropped_for_good(ben, failed, outdoors):
    change(ben, failed, service.discard, "wrong client")

    row = outdoors.row(failed)
    assert (row["state"], row["last_error"], row["next_at"]) == ("aborted", "wrong client", None)
    with pytest.raises(service.NotPossible):
        change(ben, failed, service.retry)


def test_what_this_version_does_not_know_is_not_sent_again_but_can_be_dropped(ben, failed, outdoors):
    outdoors.connection.execute("update outbox set kind = 'stock.reorder' where id = %s", [failed])

    answer = CliRunner().invoke(outbox, ["--retry", str(failed)])

    assert (answer.exit_code, outdoors.row(failed)["state"]) == (1, "failed")
    assert "does not know this kind" in answer.output
    assert "aborted" in run("--discard", str(failed), "--reason", "nobody does it any more")


def test_what_was_sent_is_not_dropped(ben, office, outdoors):
    outbox_id = post_a_letter(ben)
    work(outbox_id)

    with pytest.raises(service.NotPossible):
        change(ben, outbox_id, service.discard, "too late")


def test_the_operator_sees_what_waits_and_what_failed_and_why(ben, failed, office, outdoors):
    waiting, sent = post_letters(ben, 2)
    work(sent)

    shown = run()
    told = json.loads(run("--json"))

    assert f"{failed}  failed" in shown
    assert "This address does not exist. Check its spelling with the client. 550 5.1.1 No such user" in shown
    assert f"{waiting}  queued" in shown
    assert str(sent) not in shown
    assert [row["id"] for row in told["rows"]] == [str(failed), str(waiting)]
    assert told["rows"][0]["reason"] == "unknown_address"
    assert told["pauses"] == []


def test_the_operator_sends_again_and_drops(ben, office, outdoors, failed):
    assert "queued" in run("--retry", str(failed))
    assert outdoors.row(failed)["state"] == "queued"

    assert "aborted" in run("--discard", str(failed), "--reason", "asked by phone")

    assert outdoors.row(failed)["last_error"] == "asked by phone"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["--retry", str(new_id())], 1, "There is no row"),
        (["--discard", str(new_id())], 2, "needs --reason"),
        (["--retry", str(new_id()), "--discard", str(new_id())], 2, "not both"),
        (["--retry", "yesterday"], 2, "yesterday"),
    ],
)
def test_wrong_use_is_answered_in_one_line(ground, arguments, code, says):
    answer = CliRunner().invoke(outbox, arguments)

    assert (answer.exit_code, says in answer.output) == (code, True)


def test_an_operator_who_comes_too_late_is_told(ben, office):
    outbox_id = post_a_letter(ben)
    work(outbox_id)

    answer = CliRunner().invoke(outbox, ["--retry", str(outbox_id)])

    assert answer.exit_code == 1
    assert "moved on" in answer.output


def test_an_empty_outbox_says_so(ground):
    assert run() == "Nothing waits, nothing failed.\n"


def run(*arguments):
    answer = CliRunner().invoke(outbox, arguments, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output
