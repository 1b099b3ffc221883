"""Workers killed at every point that matters (F-08): no receipt is lost, nothing is said that is not so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faults.kit import string_a_racket
from tests.faults.workers import crew, environment

SENT_ONCE = (
    "before_lease",
    "after_lease",
    "while_drawing",
    "after_drawing",
    "after_connect",
    "after_rcpt",
    "after_finish",
)
PERHAPS_SENT = ("after_final_dot", "before_finish")


@pytest.fixture(scope="module")
def workers(app, open_office, tmp_path_factory):
    known = environment(app.config["RBO"], SMTP_PORT=str(open_office.port))
    with crew(tmp_path_factory.mktemp("workers"), known) as running:
        running.children()
        yield running


@pytest.mark.parametrize("point", SENT_ONCE)
def test_killed_before_the_letter_was_handed_over_it_is_sent_once(workers, ben, office, outdoors, point):
    workers.crash_at(point)
    outbox_id = string_a_racket(ben)

    workers.wait_for_crash()
    outdoors.until("sent")

    assert office.message_ids == [f"<{outbox_id}@localhost.localdomain>"]
    assert not outdoors.row(outbox_id)["is_doubtful"]


@pytest.mark.parametrize("point", PERHAPS_SENT)
def test_killed_around_the_servers_answer_it_is_uncertain_and_sent_once_more(
    workers, ben, office, outdoors, point
):
    workers.crash_at(point)
    outbox_id = string_a_racket(ben)

    workers.wait_for_crash()
    (row,) = outdoors.until("uncertain")
    assert row["is_doubtful"]
    outdoors.let_pass(timedelta(minutes=15))
    outdoors.until("sent")

    assert set(office.message_ids) == {f"<{outbox_id}@localhost.localdomain>"}
    assert len(office.letters) == 2
    assert len(set(office.papers)) == 1, "the paper is the same, byte for byte"
    assert outdoors.row(outbox_id)["is_doubtful"]
