"""Adding models to the catalogue; they stay with the stringer who added them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from flask_babel import gettext as _

from rbo.catalogue import queries
from rbo.catalogue.models import (
    CatalogueSubmission,
    RacketModel,
    Sport,
    StringModel,
    SubmissionStatus,
)
from rbo.platform.db import db
from rbo.platform.errors import Conflict
from rbo.platform.ids import new_id
from rbo.stringers.models import TensionUnit


class KnownModel(Conflict):
    """The catalogue has this model already."""


class SubmittedAlready(Conflict):
    """It waits for the decision, or was taken over."""


class NothingToWithdraw(Conflict):
    """It was never offered, or is decided."""


@dataclass(frozen=True, kw_only=True)
class NewRacketModel:
    """A frame as its maker sells it; *head_size_in2* in square inches, tensions in *tension_unit*."""

    sport: Sport
    brand: str
    model: str
    year: int | None = None
    head_size_in2: Decimal | None = None
    pattern: str | None = None
    tension_min: Decimal | None = None
    tension_max: Decimal | None = None
    tension_unit: TensionUnit = TensionUnit.LB


@dataclass(frozen=True, kw_only=True)
class NewStringModel:
    """A string in one gauge, in millimetres and as its maker says; *sport* None fits all."""

    sport: Sport | None
    brand: str
    name: str
    gauge_mm: Decimal | None = None
    gauge_label: str | None = None
    material: str | None = None
    colour: str | None = None


def add_racket_model(new: NewRacketModel) -> RacketModel:
    """Write a frame into one's own part of the catalogue.

    Raises:
        KnownModel: it is there already.
    """
    model = RacketModel(id=new_id(), **asdict(new))
    if queries.has_racket(model.full_name):
        raise KnownModel(_("%(name)s is in the catalogue already.", name=model.full_name))
    db.session.add(model)
    db.session.flush()
    return model


def add_string_model(new: NewStringModel) -> StringModel:
    """Write a string into one's own part of the catalogue.

    Raises:
        KnownModel: it is there already, in this gauge.
    """
    model = StringModel(id=new_id(), **asdict(new))
    if queries.has_string(model.label, model.gauge_mm):
        raise KnownModel(_("%(name)s is in the catalogue already.", name=model.label_with_gauge))
    db.session.add(model)
    db.session.flush()
    return model


def submit(model: RacketModel | StringModel) -> CatalogueSubmission:
    """Offer a model of one's own to everybody; the house decides.

    Raises:
        SubmittedAlready: it waits for the decision, or was taken over.
    """
    earlier = queries.submission_of(model)
    if earlier is not None and earlier.status is not SubmissionStatus.REJECTED:
        raise SubmittedAlready(_("%(name)s was submitted already.", name=model.full_name))
    column = f"{model.kind}_model_id"
    submission = CatalogueSubmission(catalogue_kind=model.kind, **{column: model.id})
    db.session.add(submission)
    db.session.flush()
    return submission


def withdraw(model: RacketModel | StringModel) -> None:
    """Take the offer back.

    Raises:
        NothingToWithdraw: it was never made, or is decided.
    """
    submission = queries.submission_of(model)
    if submission is None or submission.status is not SubmissionStatus.PENDING:
        raise NothingToWithdraw(_("%(name)s waits for no decision.", name=model.full_name))
    db.session.delete(submission)
    db.session.flush()
