"""An import that a worker has, or had, can be let go of, and never halfway into the book."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import func, select

from rbo.imports import jobs, service
from rbo.imports.models import Import, State
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.jobs.desks import MAIN
from rbo.platform.jobs.outcomes import MAX_ATTEMPTS
from rbo.platform.jobs.slip import Slip
from tests.admin.meanwhile import beside, looker, waits
from tests.faults.kit import wait_for, work
from tests.imports.bringing import bring, brought, let_work, press
from tests.signed_in import csrf

__all__ = ["looker", "waits"]
NOBODY = "Nobody works at this file any more"


def kept():
    db.session.rollback()
    entry = db.session.scalars(select(Import)).one()
    return entry.state, entry.content is not None, db.session.scalar(select(func.count()).select_from(Order))


def discard(browser, page):
    return press(browser, page, "", _method="delete")


@pytest.fixture
def no_orders(looker):
    """No order goes into any book."""
    looker.execute("alter table orders add constraint full_up check (false) not valid")
    yield
    db.session.rollback()
    looker.execute("alter table orders drop constraint full_up")


@pytest.fixture
def approved(annas, small, superuser):
    """The page of an import that waits to be written."""
    page = brought(annas, small, superuser)
    press(annas, page, "approval")
    return page


def row_of_it(looker):
    return looker.execute("select id, state from outbox order by id desc limit 1").fetchone()


def work_until_given_up(looker):
    for _attempt in range(MAX_ATTEMPTS):
        looker.execute("update outbox set next_at = now() where state in ('queued', 'awaiting_retry')")
        work(row_of_it(looker)[0])
    assert row_of_it(looker)[1] == "dead"


def test_a_worker_that_gave_up_is_not_waited_for_and_its_file_goes(anna, annas, approved, looker, no_orders):
    work_until_given_up(looker)

    said = annas.get(approved).text
    assert NOBODY in said
    assert f"{approved}/standing" not in said
    assert "Given up" in annas.get("/imports").text
    assert discard(annas, approved).status_code == 303
    assert kept() == (State.DISCARDED, False, 0)


def test_so_does_one_that_was_dropped_in_the_outbox(anna, annas, approved, looker):
    outbox_id = row_of_it(looker)[0]
    press(annas, "/outbox", f"{outbox_id}", _method="delete", reason="Enough")
    assert row_of_it(looker)[1] == "aborted"

    assert NOBODY in annas.get(approved).text
    assert discard(annas, approved).status_code == 303
    assert kept() == (State.DISCARDED, False, 0)


def test_what_is_sent_again_in_the_outbox_is_at_work_again(anna, annas, approved, looker, no_orders):
    work_until_given_up(looker)

    press(annas, "/outbox", f"{row_of_it(looker)[0]}/retry")

    assert "Writing it into your book" in annas.get(approved).text


@pytest.mark.parametrize("is_approved", [False, True])
def test_a_file_whose_turn_has_not_come_makes_room_for_another(
    anna, annas, small, superuser, monkeypatch, is_approved
):
    monkeypatch.setattr(service, "MOST_KEPT", 1)
    page = bring(annas, small).headers["Location"]
    if is_approved:
        let_work(superuser)
        press(annas, page, "approval")
    assert bring(annas, small).status_code == 429
    assert "Discard import" in annas.get(page).text

    assert discard(annas, page).status_code == 303
    let_work(superuser)

    assert kept() == (State.DISCARDED, False, 0)
    assert bring(annas, small).status_code == 303


def test_what_was_said_of_its_spellings_goes_with_the_file(anna, annas, approved):
    entry = db.session.scalars(select(Import)).one()
    entry.choices = {"player": {"Lena Mustr": "Lena Muster"}}
    db.session.commit()

    discard(annas, approved)

    db.session.rollback()
    assert db.session.execute(select(Import.choices, Import.report)).one() == ({}, None)


def slip_of(anna, page):
    return Slip(MAIN, UUID(int=0), anna.id, "imports.work", {"subject_id": page.rpartition("/")[2]}, 1, 1)


def test_what_was_discarded_while_a_worker_read_it_is_not_written(anna, annas, approved):
    slip = slip_of(anna, approved)
    found = jobs.read(jobs.read_import(slip.subject_id), slip)
    db.session.rollback()
    discard(annas, approved)

    jobs.write(found, slip)
    db.session.commit()

    assert kept() == (State.DISCARDED, False, 0)


def test_what_a_worker_is_writing_is_in_the_book_before_anybody_can_discard_it(
    app, anna, annas, approved, waits
):
    slip, token, answers = slip_of(anna, approved), csrf(annas, "/imports"), []
    found = jobs.read(jobs.read_import(slip.subject_id), slip)
    db.session.rollback()
    typed = {"csrf_token": token, "_method": "delete"}

    jobs.write(found, slip)
    discarding, _fallen = beside(app, lambda: answers.append(annas.post(approved, data=typed)))
    wait_for(lambda: answers or waits("%FROM imports%FOR UPDATE%"))
    db.session.commit()
    discarding.join()

    assert answers[0].status_code == 409
    assert "This import is in the book." in answers[0].text
    assert kept() == (State.DONE, False, 18)
