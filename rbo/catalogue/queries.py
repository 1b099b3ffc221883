"""Finding racket and string models: one's own and those of the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from rbo.catalogue.models import (
    CatalogueEntry,
    CatalogueSubmission,
    RacketModel,
    Sport,
    StringModel,
    Visibility,
)
from rbo.platform.db import db
from rbo.platform.errors import Missing

RACKET_NAME = func.concat_ws(" ", RacketModel.brand, RacketModel.model)
RACKET_FULL_NAME = func.concat_ws(" ", RacketModel.brand, RacketModel.model, RacketModel.year)
STRING_NAME = func.concat_ws(" ", StringModel.brand, StringModel.name)
STRING_FULL_NAME = func.concat_ws(" ", STRING_NAME, StringModel.gauge_mm, StringModel.gauge_label)


GAUGES = func.array_agg(aggregate_order_by(StringModel.gauge_mm, StringModel.gauge_mm))
IDS = func.array_agg(aggregate_order_by(StringModel.id, StringModel.visibility, StringModel.gauge_mm))
IS_OWN = func.bool_or(StringModel.visibility == Visibility.PRIVATE)
Entry = TypeVar("Entry", RacketModel, StringModel)


@dataclass(frozen=True)
class StringFamily:
    """A string in all its gauges (mm, thin to thick); *is_own* when the stringer added one of them.

    *first_id* is that of one of its gauges, an own one where there is.
    """

    first_id: UUID
    brand: str
    name: str
    material: str | None
    construction: str | None
    gauges: Sequence[Decimal]
    is_own: bool


@dataclass(frozen=True, kw_only=True)
class Narrow:
    """What narrows the catalogue; None and empty narrow nothing."""

    sport: Sport | None = None
    is_own: bool = False
    pattern: str = ""
    head_size_in2: Decimal | None = None
    material: str = ""
    gauge_mm: Decimal | None = None


EVERYTHING = Narrow()


def find_rackets(
    text: str = "", narrow: Narrow = EVERYTHING, *, limit: int = 20, skip: int = 0
) -> Sequence[RacketModel]:
    """Rackets whose brand, model and year hold each word of *text*, by name; of two alike one's own first."""
    rows = select(RacketModel).where(*_holds(RACKET_FULL_NAME, text), *_of(RacketModel, narrow))
    if narrow.pattern:
        rows = rows.where(RacketModel.pattern == narrow.pattern)
    if narrow.head_size_in2 is not None:
        rows = rows.where(RacketModel.head_size_in2 == narrow.head_size_in2)
    named = (RacketModel.brand, RacketModel.model, RacketModel.year, RacketModel.visibility, RacketModel.id)
    return db.session.scalars(rows.order_by(*named).limit(limit).offset(skip)).all()


def find_strings(text: str = "", limit: int = 20) -> Sequence[StringModel]:
    """Strings whose brand, name and gauge hold each word of *text*, by name; of two alike one's own first."""
    rows = select(StringModel).where(*_holds(STRING_FULL_NAME, text))
    named = (StringModel.brand, StringModel.name, StringModel.gauge_mm, StringModel.visibility)
    return db.session.scalars(rows.order_by(*named).limit(limit)).all()


def in_line(noun: type[Entry], text: str, narrow: Narrow, after: UUID | None, limit: int) -> Sequence[Entry]:
    """Models in the order they were entered, those behind *after*: a list that is read to its end."""
    said = RACKET_FULL_NAME if noun is RacketModel else STRING_FULL_NAME
    rows = select(noun).where(*_holds(said, text), *_of(noun, narrow))
    if after is not None:
        rows = rows.where(noun.id > after)
    return db.session.scalars(rows.order_by(noun.id, noun.visibility).limit(limit)).all()


def find_families(
    text: str = "", narrow: Narrow = EVERYTHING, *, limit: int = 20, skip: int = 0
) -> Sequence[StringFamily]:
    """The same strings, those of one name together."""
    named = (StringModel.brand, StringModel.name, StringModel.material, StringModel.construction)
    rows = (
        select(*named, GAUGES, IDS, IS_OWN).where(*_of_strings(narrow), *_holds(STRING_FULL_NAME, text))
    ).group_by(*named)
    found = db.session.execute(rows.order_by(*named).limit(limit).offset(skip))
    return [
        StringFamily(ids[0], brand, name, material, construction, list(dict.fromkeys(filter(None, mm))), own)
        for brand, name, material, construction, mm, ids, own in found
    ]


def racket_by_id(model_id: UUID) -> RacketModel:
    """One racket model of one's own or of the house.

    Raises:
        Missing: there is none of this id.
    """
    return _by_id(RacketModel, model_id)


def string_by_id(string_id: UUID) -> StringModel:
    """One string of one's own or of the house.

    Raises:
        Missing: there is none of this id.
    """
    return _by_id(StringModel, string_id)


def gauges_of(string: StringModel) -> Sequence[StringModel]:
    """The same string in every gauge, thin to thick, itself among them."""
    same = (StringModel.brand == string.brand, StringModel.name == string.name)
    by = (StringModel.gauge_mm, StringModel.visibility)
    return db.session.scalars(select(StringModel).where(*same).order_by(*by)).all()


def racket_named(text: str) -> RacketModel | None:
    """The racket model that *text* names in full: with its year, or without where there is only one."""
    rows = select(RacketModel).where(or_(_is(RACKET_NAME, text), _is(RACKET_FULL_NAME, text)))
    by = (_is(RACKET_FULL_NAME, text).desc(), RacketModel.visibility, RacketModel.id)
    found = db.session.scalars(rows.order_by(*by)).all()
    exact = [model for model in found if model.full_name.lower() == text.lower()]
    is_one = len({model.full_name.lower() for model in found}) == 1
    return (exact or found)[0] if exact or is_one else None


def rackets_called(full_name: str) -> Sequence[RacketModel]:
    """Racket models of exactly this brand, model and year."""
    return db.session.scalars(select(RacketModel).where(_is(RACKET_FULL_NAME, full_name))).all()


def strings_called(name: str, gauge_mm: Decimal | None) -> Sequence[StringModel]:
    """Strings of exactly this brand and name in this gauge, one's own first."""
    rows = select(StringModel).where(
        _is(STRING_NAME, name), StringModel.gauge_mm.is_not_distinct_from(gauge_mm)
    )
    return db.session.scalars(rows.order_by(StringModel.visibility, StringModel.id)).all()


def submission_of(model: RacketModel | StringModel) -> CatalogueSubmission | None:
    """The last time this model of one's own was offered to everybody."""
    column = getattr(CatalogueSubmission, f"{model.kind}_model_id")
    rows = select(CatalogueSubmission).where(
        column == model.id, CatalogueSubmission.stringer_id == model.stringer_id
    )
    return db.session.scalars(rows.order_by(CatalogueSubmission.id.desc()).limit(1)).one_or_none()


def _by_id(noun: type[Entry], model_id: UUID) -> Entry:
    own_first = select(noun).where(noun.id == model_id).order_by(noun.visibility)
    found = db.session.scalars(own_first.limit(1)).one_or_none()
    if found is None:
        raise Missing
    return found


def _of(noun: type[CatalogueEntry], narrow: Narrow) -> Iterator[ColumnElement[bool]]:
    if narrow.sport is not None:
        yield or_(noun.sport == narrow.sport, noun.sport.is_(None))
    if narrow.is_own:
        yield noun.visibility == Visibility.PRIVATE


def _of_strings(narrow: Narrow) -> Iterator[ColumnElement[bool]]:
    yield from _of(StringModel, narrow)
    if narrow.material:
        yield StringModel.material == narrow.material
    if narrow.gauge_mm is not None:
        yield StringModel.gauge_mm == narrow.gauge_mm


def _is(said: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return func.lower(said) == text.lower()


def _holds(said: ColumnElement[str], text: str) -> list[ColumnElement[bool]]:
    return [said.icontains(word, autoescape=True) for word in text.split()]
