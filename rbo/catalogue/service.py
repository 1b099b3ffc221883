"""Adding models to the catalogue and changing one's own; offering them to everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TypeVar

from flask_babel import gettext as _

from rbo.catalogue import jobs, queries
from rbo.catalogue.models import (
    CatalogueSubmission,
    RacketModel,
    Source,
    Sport,
    StringModel,
    SubmissionStatus,
    Visibility,
)
from rbo.catalogue.refusals import DecidedAlready, ImpossibleRange, KnownModel
from rbo.notifications.models import Kind as News
from rbo.notifications.service import notify
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.units import can_be_strung
from rbo.platform.versions import refuse_other_version, write_changes
from rbo.stringers import queries as stringers
from rbo.stringers.models import TensionUnit

Entry = TypeVar("Entry", RacketModel, StringModel)
Row = TypeVar("Row", RacketModel, StringModel, CatalogueSubmission)


@dataclass(frozen=True, kw_only=True)
class NewRacketModel:
    """A frame as its maker sells it; *head_size_in2* in square inches, tensions in *tension_unit*.

    *weight_basis* says whether it was weighed with strings in it.
    """

    sport: Sport
    brand: str
    model: str
    year: int | None = None
    head_size_in2: Decimal | None = None
    pattern: str | None = None
    weight_g: Decimal | None = None
    weight_basis: str | None = None
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
    construction: str | None = None
    colour: str | None = None


def add_racket_model(new: NewRacketModel, copy_of: RacketModel | None = None) -> RacketModel:
    """Write a frame into one's own part of the catalogue; a copy may be called like what it was made from.

    Raises:
        KnownModel: it is there already.
    """
    model = RacketModel(id=new_id(), **asdict(new), source=_source_of_copy(copy_of))
    _refuse_known(model, queries.rackets_called(model.full_name), copy_of)
    return _added(model)


def add_string_model(new: NewStringModel, copy_of: StringModel | None = None) -> StringModel:
    """Write a string into one's own part of the catalogue; a copy may be called like what it was made from.

    Raises:
        KnownModel: it is there already, in this gauge.
    """
    model = StringModel(id=new_id(), **asdict(new), source=_source_of_copy(copy_of))
    _refuse_known(model, queries.strings_called(model.label, model.gauge_mm), copy_of)
    return _added(model)


def change_racket_model(model: RacketModel, new: NewRacketModel, seen_version: int) -> None:
    """Write over a frame of one's own; rackets that were made from it keep what they had.

    Raises:
        ChangedMeanwhile: *seen_version* is not the model's.
        KnownModel: another one is called so.
    """
    refuse_other_version(model, seen_version)
    _write(model, new)
    _refuse_known(model, queries.rackets_called(model.full_name))
    write_changes()


def change_string_model(string: StringModel, new: NewStringModel, seen_version: int) -> None:
    """Write over a string of one's own; jobs keep the name it had.

    Raises:
        ChangedMeanwhile: *seen_version* is not the string's.
        KnownModel: another one is called so, in this gauge.
    """
    refuse_other_version(string, seen_version)
    _write(string, new)
    _refuse_known(string, queries.strings_called(string.label, string.gauge_mm))
    write_changes()


def refuse_impossible_range(low: Decimal | None, high: Decimal | None, unit: str) -> None:
    """Refuse tensions that make no range a frame can take.

    Raises:
        ImpossibleRange: one is out of reach, or the range ends before it begins.
    """
    if any(end is not None and not can_be_strung(end, unit) for end in (low, high)):
        raise ImpossibleRange(_("Enter a tension between 4 and 45 kg (9 and 99 lb)."))
    if low is not None and high is not None and low > high:
        raise ImpossibleRange(_("Enter at least %(low)s, or lower where it begins.", low=low))


def submit(model: RacketModel | StringModel) -> CatalogueSubmission:
    """Offer a model of one's own to everybody; the house decides. A second click answers as the first.

    Raises:
        DecidedAlready: it is in everybody's catalogue.
    """
    earlier = queries.submission_of(model)
    if earlier is not None and earlier.status is SubmissionStatus.PENDING:
        return earlier
    if earlier is not None and earlier.status is SubmissionStatus.PROMOTED:
        raise DecidedAlready(_("%(name)s is in everybody’s catalogue already.", name=model.full_name))
    pointing = {f"{model.kind}_model_id": model.id}
    submission = _added(CatalogueSubmission(id=new_id(), catalogue_kind=model.kind, **pointing))
    _tell_admins(submission, model.full_name)
    return submission


def withdraw(model: RacketModel | StringModel) -> None:
    """Take the offer back while it waits.

    Raises:
        DecidedAlready: the house was faster.
    """
    submission = queries.submission_of(model)
    if submission is None:
        return
    if submission.status is not SubmissionStatus.PENDING:
        raise DecidedAlready(_("%(name)s is decided already.", name=model.full_name))
    db.session.delete(submission)
    db.session.flush()


def _added(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row


def _tell_admins(submission: CatalogueSubmission, name: str) -> None:
    for admin_id in stringers.admins():
        notify(admin_id, News.SUBMISSION_PENDING, submission.id, name)
        key = f"{jobs.announce.name}:{submission.id}:{admin_id}"
        jobs.announce.enqueue(submission.id, dedupe_key=key, admin_id=admin_id)


def _write(model: RacketModel | StringModel, new: NewRacketModel | NewStringModel) -> None:
    for name, value in asdict(new).items():
        setattr(model, name, value)
    if model.source is Source.IMPORTED:
        model.source = Source.EDITED_IMPORT


def _source_of_copy(copy_of: RacketModel | StringModel | None) -> Source:
    return Source.MANUAL if copy_of is None or copy_of.source is Source.MANUAL else Source.EDITED_IMPORT


def _refuse_known(model: Entry, called_so: Sequence[Entry], copy_of: Entry | None = None) -> None:
    """One's own are all different; beside one of the house only its copy may stand."""
    is_copy = copy_of is not None or model in called_so
    others = [other for other in called_so if other is not model]
    if any(other.visibility is Visibility.PRIVATE or not is_copy for other in others):
        raise KnownModel(_("%(name)s is in the catalogue already.", name=model.full_name))
