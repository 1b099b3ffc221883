"""After a restore nothing is mailed twice, and whoever left is not let in again (O-43)."""

from __future__ import annotations

import psycopg
import pytest
from click.testing import CliRunner

from rbo.platform.backup import restoring, taking
from rbo.platform.jobs import holding
from rbo.platform.jobs.cli import outbox
from rbo.platform.jobs.holding import Fate
from rbo.platform.jobs.pauses import open_kinds
from rbo.platform.jobs.relay import sweep
from tests.faults.kit import post_letters, work


@pytest.fixture
def an_hour_back(ben, database, office, outdoors, tmp_path, redis_url):
    """Three letters were promised, the backup taken, the letters sent; and now it is restored."""
    promised = post_letters(ben, 3)
    path = tmp_path / "book.rbo"
    taking.create(database["backup"], path)
    work(*promised)
    assert office.seen.count("RCPT") == 3
    restoring.restore(database["migrator"], path, replace=True)
    return promised


def show(*arguments):
    answer = CliRunner().invoke(outbox, arguments, catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_no_letter_goes_out_until_somebody_has_looked(ben, an_hour_back, office, outdoors):
    since = post_letters(ben, 1)

    assert sweep() == 0
    work(*an_hour_back, *since)

    assert office.seen.count("RCPT") == 3
    assert outdoors.states() == ["withheld"] * 3 + ["queued"]


def test_the_operator_sees_what_would_be_sent(an_hour_back, ground):
    said = show()

    assert "Mail is on hold until `rbo outbox --release send` or `--release drop`" in said
    assert said.count("withheld") == 3
    assert "it may have been sent before" in said


def test_what_was_sent_already_is_dropped_and_new_mail_goes_on(ben, an_hour_back, office, outdoors):
    since = post_letters(ben, 1)

    assert "Dropped from before the restore: 3" in show("--release", "drop")
    work(*an_hour_back, *since)

    assert office.seen.count("RCPT") == 4
    assert outdoors.states() == ["aborted"] * 3 + ["sent"]


def test_what_was_lost_is_sent(an_hour_back, office, outdoors):
    assert holding.release(Fate.SEND) == 3
    work(*an_hour_back)

    assert office.seen.count("RCPT") == 6
    assert outdoors.states() == ["sent"] * 3


def test_one_letter_of_before_can_be_sent_and_the_others_dropped(an_hour_back, office, outdoors):
    show("--retry", str(an_hour_back[0]))
    show("--release", "drop")
    work(*an_hour_back)

    assert office.seen.count("RCPT") == 4
    assert outdoors.states() == ["sent", "aborted", "aborted"]


def test_sign_in_links_still_go_out(an_hour_back):
    assert "identity.deliver" in open_kinds()
    assert "tests.letter" not in open_kinds()


def test_the_release_is_in_the_log(an_hour_back, database):
    holding.release(Fate.DROP)

    with psycopg.connect(database["superuser"]) as connection:
        said = connection.execute("select deed, detail from admin_audit_log").fetchall()
    assert said == [("mail_released", {"fate": "drop", "letters": 3})]


def test_every_login_of_that_time_has_ended(taken, database, empty_database):
    restoring.restore(empty_database["migrator"], taken)

    alive = "select count(*) from logins where ended_at is null"
    with psycopg.connect(database["superuser"]) as old, psycopg.connect(empty_database["superuser"]) as new:
        assert old.execute(alive).fetchone()[0] > 0
        assert new.execute(alive).fetchone() == (0,)
