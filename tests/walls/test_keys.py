"""L-104: what is kept beside Postgres for a while is kept under the name of whoever may see it."""

from __future__ import annotations

from rbo.platform.ids import new_id
from rbo.platform.jobs import turns
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.progress import Progress
from rbo.platform.jobs.slip import Slip
from rbo.receipts.draft import Business, Draft, Frame, Party, Side
from rbo.receipts.handover import Copy

SAME = Draft(
    business=Business(display_name="-"),
    client=Party(name="-"),
    racket=Frame(label="-"),
    main=Side(),
    cross=Side(),
)


def test_two_who_look_at_the_same_receipt_have_two_copies():
    viewers = [new_id(), new_id()]
    keys = [Copy(viewer=viewer, draft=SAME, number="2026-0001", locale="en").key for viewer in viewers]

    assert [key.split(":")[:2] for key in keys] == [["pdf", str(viewer)] for viewer in viewers]


def test_the_progress_of_the_same_id_is_told_to_each_book_apart():
    subject, owners = str(new_id()), [new_id(), new_id()]
    slips = [Slip(MAIN, new_id(), owner, "exports.make", {"subject_id": subject}, 1, 1) for owner in owners]

    assert [Progress(slip).key for slip in slips] == [f"progress:{owner}:{subject}" for owner in owners]


def test_each_book_has_a_turn_of_its_own():
    owners = [new_id(), new_id()]

    assert [turns.name("news", owner) for owner in owners] == [f"turn:news:{owner}" for owner in owners]
