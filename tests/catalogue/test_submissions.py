"""Offering a model of one's own to everybody: the submitter's half."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, ProgrammingError

from rbo.catalogue import service
from rbo.catalogue.models import CatalogueSubmission, SubmissionStatus
from rbo.catalogue.refusals import DecidedAlready
from rbo.platform import clock
from rbo.platform.db import db, system_session
from tests.browsers import fields
from tests.make import a_racket_model, a_string_model

BOTH = pytest.mark.parametrize(("made", "half"), [(a_racket_model, "rackets"), (a_string_model, "strings")])


def decide(stringer, status, notes=""):
    """The house decides on everything that waits."""
    decision = {"status": status, "reviewer_id": stringer.id, "reviewed_at": clock.now(), "notes": notes}
    with system_session() as session:
        session.execute(update(CatalogueSubmission).values(**decision))


@BOTH
def test_one_button_submits_and_another_takes_it_back(anna, annas, made, half):
    address = f"/catalogue/{half}/{made().id}"
    db.session.commit()

    annas.fill(address, f"{address}/submission")
    waiting = annas.get(address).text
    annas.fill(address, f"{address}/submission")
    again = annas.get(address).text

    assert "It waits for a decision." in waiting
    assert "Withdraw" in waiting
    assert "Submit for sharing" in again


def test_a_double_click_is_never_an_error_and_submits_once(anna, annas):
    model = a_racket_model()
    address = f"/catalogue/rackets/{model.id}"
    db.session.commit()
    form = fields(annas.get(address).text, f"{address}/submission")

    answers = [annas.post(f"{address}/submission", data=form).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert len(db.session.scalars(select(CatalogueSubmission)).all()) == 1


def test_the_database_holds_one_waiting_submission_of_a_model(anna, annas):
    model = a_racket_model()
    service.submit(model)
    db.session.commit()

    db.session.add(CatalogueSubmission(catalogue_kind=model.kind, racket_model_id=model.id))
    with pytest.raises(IntegrityError, match="uq_catalogue_submissions_pending_racket"):
        db.session.flush()


def test_withdrawing_twice_is_no_error(anna):
    string = a_string_model()
    service.submit(string)

    service.withdraw(string)
    service.withdraw(string)

    assert db.session.scalars(select(CatalogueSubmission)).all() == []


def test_a_rejection_is_told_with_its_reason_and_may_be_tried_again(anna, annas):
    string = a_string_model()
    service.submit(string)
    db.session.commit()
    decide(anna, SubmissionStatus.REJECTED, "A spelling of Hyper-G.")
    address = f"/catalogue/strings/{string.id}"

    page = annas.get(address).text
    annas.fill(address, f"{address}/submission")

    assert "Not taken over" in page
    assert "The reason: A spelling of Hyper-G." in page
    assert "It waits for a decision." in annas.get(address).text


def test_what_was_promoted_is_neither_withdrawn_nor_submitted_again(anna, annas):
    model = a_racket_model()
    service.submit(model)
    db.session.commit()
    decide(anna, SubmissionStatus.PROMOTED)
    db.session.expire_all()

    page = annas.get(f"/catalogue/rackets/{model.id}").text

    assert "In everybody’s catalogue since" in page
    assert "Submit for sharing" not in page
    with pytest.raises(DecidedAlready):
        service.submit(model)
    with pytest.raises(DecidedAlready):
        service.withdraw(model)


def test_the_submitter_cannot_decide(anna):
    service.submit(a_racket_model())
    db.session.commit()
    mine = db.session.scalars(select(CatalogueSubmission)).one()
    mine.status, mine.reviewer_id, mine.reviewed_at = SubmissionStatus.PROMOTED, anna.id, clock.now()

    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.flush()


def test_nobody_submits_what_is_decided_already(anna):
    model = a_racket_model()
    db.session.add(
        CatalogueSubmission(
            catalogue_kind=model.kind,
            racket_model_id=model.id,
            status=SubmissionStatus.PROMOTED,
            reviewer_id=anna.id,
            reviewed_at=clock.now(),
        )
    )

    with pytest.raises(ProgrammingError, match="row-level security"):
        db.session.flush()


def test_the_submissions_of_others_are_not_there(anna, bens):
    model = a_racket_model()
    service.submit(model)
    db.session.commit()

    assert bens.get(f"/catalogue/rackets/{model.id}").status_code == 404
