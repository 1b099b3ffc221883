"""Finding what was offered to everybody, and what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from rbo.catalogue.models import CatalogueSubmission, Kind, RacketModel, StringModel
from rbo.platform.db import db


def by_id(submission_id: UUID) -> CatalogueSubmission | None:
    """One offer of the open book; None where it was withdrawn."""
    rows = select(CatalogueSubmission).where(CatalogueSubmission.id == submission_id)
    return db.session.scalars(rows).one_or_none()


def made_from(submission: CatalogueSubmission) -> RacketModel | StringModel | None:
    """The row of the house that an offer became; None where it became none."""
    noun, _model_id = subject_of(submission)
    return db.session.scalars(select(noun).where(noun.origin_id == submission.id)).one_or_none()


def model_of(submission: CatalogueSubmission) -> RacketModel | StringModel:
    """What an offer of the open book is about."""
    noun, model_id = subject_of(submission)
    model: RacketModel | StringModel = db.session.get_one(noun, (submission.stringer_id, model_id))
    return model


def subject_of(submission: CatalogueSubmission) -> tuple[type[Any], UUID | None]:
    """The noun and the id of the model that was offered."""
    is_racket = submission.catalogue_kind is Kind.RACKET
    model_id = submission.racket_model_id if is_racket else submission.string_model_id
    return (RacketModel if is_racket else StringModel), model_id
