"""What the house decides about models that stringers offer; every decision is an admin's, and in the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rbo.catalogue.house import Entry, copied, refuse_known
from rbo.catalogue.models import CatalogueSubmission, RacketModel, StringModel, SubmissionStatus
from rbo.catalogue.offers import subject_of
from rbo.catalogue.refusals import DecidedAlready
from rbo.notifications.models import Kind as News
from rbo.notifications.service import notify
from rbo.platform import audit, clock
from rbo.platform.audit import Purpose
from rbo.platform.db import system_session
from rbo.platform.errors import Missing
from rbo.platform.scope import current_stringer
from rbo.platform.versions import ChangedMeanwhile
from rbo.stringers.bypass import refuse_no_admin
from rbo.stringers.models import Stringer

PENDING = CatalogueSubmission.status == SubmissionStatus.PENDING
MOST_SHOWN = 100


@dataclass(frozen=True)
class Offer:
    """A submission, whose it is, and the model, which is the submitter's own affair again once decided on."""

    submission: CatalogueSubmission
    submitter: str
    model: RacketModel | StringModel | None


def waiting() -> Sequence[Offer]:
    """What waits for a decision, the longest first; over all books, for admins."""
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        audit.note(rows, "submissions_listed", reason=Purpose.CATALOGUE)
        pending = select(CatalogueSubmission).where(PENDING).order_by(CatalogueSubmission.id)
        found = [_offer(rows, submission) for submission in rows.scalars(pending.limit(MOST_SHOWN))]
        rows.expunge_all()
    return found


def count_waiting() -> int:
    """How many wait."""
    with system_session() as rows:
        return rows.scalar(select(func.count()).select_from(CatalogueSubmission).where(PENDING)) or 0


def offer(submission_id: UUID) -> Offer:
    """One submission, decided or not.

    Raises:
        Missing: there is none of this id; perhaps it was withdrawn.
    """
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        found = _offer(rows, _submission(rows, submission_id))
        whose, known = found.submission.stringer_id, {"submission_id": str(submission_id)}
        audit.note(rows, "submission_viewed", stringer_id=whose, reason=Purpose.CATALOGUE, detail=known)
        rows.expunge_all()
    return found


def promote(submission_id: UUID, seen_version: int, notes: str = "") -> str:
    """Copy the model to the house, for everybody; gives its name.

    Raises:
        DecidedAlready: somebody was faster.
        ChangedMeanwhile: *seen_version* is not the model's, which its submitter may change while it waits.
        KnownModel: the house has one that is called so.
    """
    with _deciding(submission_id) as (rows, submission):
        model = _model(rows, submission)
        if model.version != seen_version:
            raise ChangedMeanwhile(_("The submitter changed this model meanwhile. Look at it once more."))
        refuse_known(rows, model)
        rows.add(copied(model, origin_id=submission.id))
        _decide(rows, submission, SubmissionStatus.PROMOTED, notes, model)
        return model.full_name


def reject(submission_id: UUID, reason: str) -> str:
    """Leave the model where it is, and say why; gives its name.

    Raises:
        DecidedAlready: somebody was faster.
        NoReason: *reason* says nothing, or too much.
    """
    said = audit.reason_of(reason)
    with _deciding(submission_id) as (rows, submission):
        model = _model(rows, submission)
        _decide(rows, submission, SubmissionStatus.REJECTED, said, model)
        return model.full_name


@contextmanager
def _deciding(submission_id: UUID) -> Iterator[tuple[Session, CatalogueSubmission]]:
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        wanted = select(CatalogueSubmission).where(CatalogueSubmission.id == submission_id, PENDING)
        submission = rows.scalars(wanted.with_for_update()).one_or_none()
        if submission is None:
            _submission(rows, submission_id)
            raise DecidedAlready(_("Another admin has decided on this one."))
        yield rows, submission


def _decide(
    rows: Session, submission: CatalogueSubmission, status: SubmissionStatus, notes: str, model: Entry
) -> None:
    submission.status, submission.notes = status, notes
    submission.reviewer_id, submission.reviewed_at = current_stringer(), clock.now()
    rows.flush()
    notify(submission.stringer_id, News.SUBMISSION_DECIDED, submission.id, model.full_name, house=rows)
    known = {"submission_id": str(submission.id), "model_id": str(model.id)}
    whose, why = submission.stringer_id, notes or Purpose.CATALOGUE
    audit.note(rows, f"submission_{status}", stringer_id=whose, reason=why, detail=known)


def _offer(rows: Session, submission: CatalogueSubmission) -> Offer:
    submitter = rows.get_one(Stringer, submission.stringer_id)
    is_open = submission.status is SubmissionStatus.PENDING
    return Offer(
        submission, submitter.display_name or submitter.email, _model(rows, submission) if is_open else None
    )


def _submission(rows: Session, submission_id: UUID) -> CatalogueSubmission:
    wanted = select(CatalogueSubmission).where(CatalogueSubmission.id == submission_id)
    found = rows.scalars(wanted).one_or_none()
    if found is None:
        raise Missing
    return found


def _model(rows: Session, submission: CatalogueSubmission) -> Entry:
    noun, model_id = subject_of(submission)
    model: Entry = rows.get_one(noun, (submission.stringer_id, model_id))
    return model
