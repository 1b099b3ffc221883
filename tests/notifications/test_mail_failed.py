"""A receipt that does not arrive announces itself, in the transaction that gives its letter up."""

from __future__ import annotations

from datetime import timedelta

from rbo.notifications import queries
from rbo.notifications.models import Kind
from rbo.platform.db import system_session
from rbo.platform.jobs import service
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.outcomes import MAX_ATTEMPTS
from rbo.platform.tenancy import open_tenant
from tests.faults.kit import office, open_office, outdoors, post_a_letter, string_a_racket, work

__all__ = ["office", "open_office", "outdoors"]
UNKNOWN, BUSY = "550 5.1.1 No such user here", "450 busy"
AN_HOUR = timedelta(hours=2)


def inbox_of(stringer):
    """What every line says."""
    with open_tenant(stringer.id):
        return [(line.kind, line.label, line.acting_stringer_id) for line in queries.inbox()]


def test_a_letter_that_failed_for_good_announces_itself(ground, ben, office):
    row = string_a_racket(ben)
    office.says["RCPT"].append(UNKNOWN)

    work(row)

    assert inbox_of(ben) == [(Kind.MAIL_FAILED, "2026-0001", None)]


def test_a_letter_that_died_announces_itself_once(ground, ben, office, outdoors):
    row = string_a_racket(ben)
    office.says["RCPT"] += [BUSY] * MAX_ATTEMPTS
    for attempt in range(MAX_ATTEMPTS):
        assert (attempt, inbox_of(ben)) == (attempt, [])
        work(row)
        outdoors.let_pass(AN_HOUR)

    assert outdoors.states() == ["dead"]
    assert len(inbox_of(ben)) == 1


def test_a_letter_that_fails_again_is_news_again(ground, ben, office):
    row = string_a_racket(ben)
    office.says["RCPT"] += [UNKNOWN] * 2
    work(row)
    with system_session() as rows:
        service.retry(rows.get_one(Outbox, (ben.id, row)))
    work(row)

    assert len(inbox_of(ben)) == 2


def test_a_letter_that_arrives_announces_nothing(ground, ben, office):
    work(string_a_racket(ben))

    assert inbox_of(ben) == []


def test_a_job_of_a_room_without_words_fails_in_silence(ground, ben, office):
    row = post_a_letter(ben)
    office.says["RCPT"].append(UNKNOWN)

    work(row)

    assert inbox_of(ben) == []
