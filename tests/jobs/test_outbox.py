"""The row (T-20, T-22, T-23): which step may follow which, who may take it, one row for one promise."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from rbo.platform import roles
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.job import JOBS, Job
from rbo.platform.jobs.lease import claim, finish, take_back
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.outcomes import Done, GiveUp
from rbo.platform.jobs.slip import LeaseLost
from rbo.platform.jobs.states import OutboxState
from rbo.platform.tenancy import open_tenant
from tests.faults.kit import post_a_letter
from tests.faults.letters import letter

S = OutboxState
MOVES = {
    S.QUEUED: {S.INFLIGHT, S.WITHHELD, S.ABORTED},
    S.INFLIGHT: {S.SENT, S.AWAITING_RETRY, S.FAILED, S.UNCERTAIN, S.WITHHELD, S.ABORTED, S.DEAD},
    S.AWAITING_RETRY: {S.INFLIGHT, S.QUEUED, S.WITHHELD, S.ABORTED, S.SENT},
    S.UNCERTAIN: {S.INFLIGHT, S.QUEUED, S.WITHHELD, S.ABORTED, S.SENT},
    S.WITHHELD: {S.QUEUED, S.ABORTED},
    S.FAILED: {S.QUEUED, S.ABORTED},
    S.DEAD: {S.QUEUED, S.ABORTED},
    S.SENT: {S.BOUNCED},
    S.ABORTED: set(),
    S.BOUNCED: set(),
}
KINDS = {"tests.letter"}


def test_every_step_that_makes_no_sense_is_refused_by_the_database(ben, outdoors):
    """T-23."""
    outbox_id = post_a_letter(ben)
    allowed = {state: set() for state in S}

    with psycopg.connect(outdoors.url, autocommit=True) as connection:
        for before, after in product(S, S):
            put(connection, outbox_id, before)
            try:
                connection.execute("update outbox set state = %s where id = %s", [after, outbox_id])
            except psycopg.errors.CheckViolation:
                continue
            allowed[before].add(after)

    assert {state: after - {state} for state, after in allowed.items()} == MOVES


def put(connection, outbox_id, state):
    connection.execute("set session_replication_role = replica")
    connection.execute("update outbox set state = %s where id = %s", [state, outbox_id])
    connection.execute("set session_replication_role = origin")


def test_an_unknown_state_is_refused(ben, outdoors):
    outbox_id = post_a_letter(ben)
    with psycopg.connect(outdoors.url) as connection:
        connection.execute("set session_replication_role = replica")
        with pytest.raises(psycopg.errors.CheckViolation, match="ck_outbox_state"):
            connection.execute("update outbox set state = 'lost' where id = %s", [outbox_id])


def test_a_promise_begins_queued(anna):
    db.session.add(row_of(anna, state=S.SENT))

    with pytest.raises(IntegrityError, match="begins queued"):
        db.session.flush()


def test_the_app_role_cannot_say_that_a_letter_was_sent(ben, outdoors, database):
    outbox_id = post_a_letter(ben)

    for attempt in ("state = 'inflight'", "fence = 7", "payload = '{}'", "stringer_id = gen_random_uuid()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_app(database, ben, f"update outbox set {attempt}")

    assert outdoors.row(outbox_id)["state"] == "queued"


def test_the_app_role_cannot_touch_a_row_in_flight(ben, outdoors, database):
    outbox_id = post_a_letter(ben)
    claim(MAIN, outbox_id, KINDS)

    as_app(database, ben, "update outbox set state = 'aborted'")

    assert outdoors.row(outbox_id)["state"] == "inflight"


def as_app(database, stringer, statement):
    with psycopg.connect(roles.plain(database["app"])) as connection:
        connection.execute("select set_config('app.stringer_id', %s, true)", [str(stringer.id)])
        connection.execute(statement)


def test_the_system_role_promises_nothing_in_anybodys_name_but_news_for_webhooks(ben, outdoors):
    with system_session() as session:
        session.add(row_of(ben))
        with pytest.raises(DBAPIError, match='row-level security policy for table "outbox"'):
            session.flush()
        session.rollback()


def row_of(stringer, **more):
    values = {"kind": "tests.letter", "dedupe_key": "one", "payload": {"subject_id": str(new_id())}, **more}
    return Outbox(stringer_id=stringer.id, id=new_id(), **values)


def test_one_subject_is_promised_once(anna):
    """I1."""
    subject = new_id()
    letter.enqueue(subject)
    db.session.flush()
    letter.enqueue(subject)

    with pytest.raises(IntegrityError, match="dedupe_key"):
        db.session.flush()


def test_two_stringers_may_promise_under_one_key(anna, ben, outdoors):
    subject = new_id()
    letter.enqueue(subject)
    db.session.commit()

    with open_tenant(ben.id):
        letter.enqueue(subject)
        db.session.commit()

    assert {row["stringer_id"] for row in outdoors.rows()} == {anna.id, ben.id}
    assert len({row["dedupe_key"] for row in outdoors.rows()}) == 1


def test_what_was_rolled_back_was_never_promised(anna, outdoors):
    """I2."""
    letter.enqueue(new_id())
    db.session.flush()
    db.session.rollback()

    assert outdoors.rows() == []


def test_a_row_is_claimed_once_and_every_claim_raises_the_fence(ben, outdoors):
    """T-22."""
    outbox_id = post_a_letter(ben)

    first, second = claim(MAIN, outbox_id, KINDS), claim(MAIN, outbox_id, KINDS)

    assert first is not None
    assert (first.fence, first.attempt, first.stringer_id) == (1, 1, ben.id)
    assert second is None


def test_good_news_that_comes_after_the_lease_still_counts_until_somebody_else_has_the_row(ben, outdoors):
    outbox_id = post_a_letter(ben)
    slip = claim(MAIN, outbox_id, KINDS)
    slip.about_to_hand_over()
    outdoors.let_pass(timedelta(minutes=3))
    take_back(MAIN)
    assert outdoors.row(outbox_id)["state"] == "uncertain"

    assert finish(slip, GiveUp("too late")) is None
    assert finish(slip, Done()) is S.SENT

    assert outdoors.row(outbox_id)["next_at"] is None


def test_a_worker_that_was_overtaken_writes_nothing(ben, outdoors):
    """T-22."""
    outbox_id = post_a_letter(ben)
    late = claim(MAIN, outbox_id, KINDS)
    outdoors.let_pass(timedelta(minutes=3))
    take_back(MAIN)
    claim(MAIN, outbox_id, KINDS)

    assert finish(late, Done()) is None
    for deed in (late.renew, late.about_to_hand_over):
        with pytest.raises(LeaseLost):
            deed()

    assert (outdoors.row(outbox_id)["state"], outdoors.row(outbox_id)["fence"]) == ("inflight", 2)


def test_a_job_has_a_name_of_its_own_and_a_queue_that_somebody_serves():
    for name, queue in (("tests.letter", "paper"), ("tests.other", "post")):
        with pytest.raises(ValueError, match="a name of its own"):
            Job(name, queue=queue, timeout_s=1, read=str, do=print)


def test_what_people_read_in_the_outbox_is_no_word_of_the_code():
    assert [job.name for job in JOBS.values() if job.do.__module__.startswith("rbo.") and not job.title] == []
