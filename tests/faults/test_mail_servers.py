"""Mail servers that refuse, break off or say nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.faults.kit import post_a_letter, post_letters, work
from tests.faults.letters import PAPER
from tests.faults.post_office import DROP

VERBS = ("MAIL", "RCPT", "DATA", "DOT")
LATER = ("421 closing", "450 busy", "451 error in processing", "452 no room")


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("answer", LATER)
def test_a_temporary_refusal_is_tried_again_and_the_letter_sent_once(ben, office, outdoors, verb, answer):
    """F-17."""
    office.says[verb].append(answer)
    outbox_id = post_a_letter(ben)

    work(outbox_id)

    row = outdoors.row(outbox_id)
    assert row["state"] == "awaiting_retry"
    assert row["last_error"].startswith(answer[:3])
    assert office.letters == []
    outdoors.let_pass(timedelta(seconds=15))
    work(outbox_id)
    assert outdoors.row(outbox_id)["state"] == "sent"
    assert len(office.letters) == 1


def test_waits_grow_from_ten_seconds_to_an_hour_and_the_fifth_refusal_is_the_last(ben, office, outdoors):
    """F-17."""
    office.rule = lambda step, _taken: "451 not now" if step == "RCPT" else None
    outbox_id = post_a_letter(ben)
    waits = []

    while outdoors.row(outbox_id)["state"] != "dead":
        work(outbox_id)
        row = outdoors.row(outbox_id)
        waits += [(row["next_at"] - row["created_at"]).total_seconds()] if row["next_at"] else []
        outdoors.let_pass(timedelta(hours=2))

    assert row["attempt"] == 5
    assert len(waits) == 4
    assert 8 <= waits[0] <= 20


def test_an_unknown_address_fails_at_once_and_says_so(ben, office, outdoors):
    """F-18."""
    office.says["RCPT"].append("550 5.1.1 No such user here")
    outbox_id = post_a_letter(ben)

    work(outbox_id)
    work(outbox_id)

    row = outdoors.row(outbox_id)
    assert (row["state"], row["last_error_class"], row["attempt"]) == ("failed", "unknown_address", 1)
    assert row["next_at"] is None


def test_a_refused_content_fails_at_once(ben, office, outdoors):
    """F-19."""
    office.says["DOT"].append("554 5.7.1 Message rejected as spam")
    outbox_id = post_a_letter(ben)

    work(outbox_id)

    row = outdoors.row(outbox_id)
    assert (row["state"], row["last_error_class"]) == ("failed", "content_refused")


@pytest.mark.parametrize("verb", ["connect", "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_connection_lost_before_the_final_dot_is_safe_to_try_again(ben, office, outdoors, verb):
    office.says[verb].append(DROP)
    outbox_id = post_a_letter(ben)

    work(outbox_id)
    assert outdoors.row(outbox_id)["state"] == "awaiting_retry"
    outdoors.let_pass(timedelta(seconds=15))
    work(outbox_id)

    assert outdoors.row(outbox_id)["state"] == "sent"
    assert not outdoors.row(outbox_id)["is_doubtful"]
    assert len(office.letters) == 1


def test_a_letter_taken_without_a_word_is_sent_once_more_under_the_same_id(ben, office, outdoors):
    """F-21."""
    office.says["DOT"].append(DROP)
    outbox_id = post_a_letter(ben)

    work(outbox_id)
    row = outdoors.row(outbox_id)
    assert (row["state"], row["last_error_class"], row["is_doubtful"]) == ("uncertain", "no_answer", True)
    wait = row["next_at"] - row["handed_at"]
    assert timedelta(minutes=14, seconds=59) < wait < timedelta(minutes=15, seconds=5)
    work(outbox_id)
    assert len(office.letters) == 1, "not before its time"

    outdoors.let_pass(timedelta(minutes=15))
    work(outbox_id)

    assert outdoors.row(outbox_id)["state"] == "sent"
    first, second = office.letters
    assert first["Message-ID"] == second["Message-ID"] == f"<{outbox_id}@localhost.localdomain>"
    assert len(set(office.papers)) == 1


def test_a_second_silence_is_left_to_a_human(ben, office, outdoors):
    """F-21."""
    office.says["DOT"] += [DROP, DROP]
    outbox_id = post_a_letter(ben)

    work(outbox_id)
    outdoors.let_pass(timedelta(minutes=15))
    work(outbox_id)
    outdoors.let_pass(timedelta(days=1))
    work(outbox_id)

    row = outdoors.row(outbox_id)
    assert (row["state"], row["next_at"]) == ("uncertain", None)
    assert len(office.letters) == 2


def test_the_letter_is_whole_and_a_line_that_begins_with_a_dot_survives(ben, office, outdoors):
    work(post_a_letter(ben))

    (taken,) = office.letters
    parts = [part.get_content_type() for part in taken.walk() if not part.is_multipart()]
    assert parts == ["text/plain", "text/html", "application/pdf"]
    assert office.papers == [PAPER]


def test_what_waits_for_one_server_does_not_wait_for_ever_in_the_wrong_order(ben, office, outdoors):
    first, second, third = post_letters(ben, 3)
    office.says["RCPT"].append("450 busy")

    work(first, second, third)

    assert outdoors.states() == ["awaiting_retry", "sent", "sent"]
