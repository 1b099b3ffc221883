"""Finding racket and string models: one's own and those of the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from rbo.catalogue.models import CatalogueSubmission, RacketModel, Sport, StringModel, Visibility
from rbo.platform.db import db

RACKET_NAME = func.concat_ws(" ", RacketModel.brand, RacketModel.model)
RACKET_FULL_NAME = func.concat_ws(" ", RacketModel.brand, RacketModel.model, RacketModel.year)
STRING_NAME = func.concat_ws(" ", StringModel.brand, StringModel.name)
STRING_FULL_NAME = func.concat_ws(" ", STRING_NAME, StringModel.gauge_mm, StringModel.gauge_label)


@dataclass(frozen=True)
class StringFamily:
    """A string in all its gauges (mm, thin to thick); *is_own* when the stringer added one of them."""

    brand: str
    name: str
    material: str | None
    construction: str | None
    gauges: Sequence[Decimal]
    is_own: bool


def find_rackets(
    text: str = "", sport: Sport | None = None, limit: int = 20, skip: int = 0
) -> Sequence[RacketModel]:
    """Racket models whose brand, model and year hold every word of *text*."""
    rows = select(RacketModel).where(*_holds(RACKET_FULL_NAME, text))
    if sport is not None:
        rows = rows.where(RacketModel.sport == sport)
    ordered = rows.order_by(RacketModel.brand, RacketModel.model, RacketModel.year, RacketModel.id)
    return db.session.scalars(ordered.limit(limit).offset(skip)).all()


def find_strings(text: str = "", sport: Sport | None = None, limit: int = 20) -> Sequence[StringModel]:
    """String models whose brand, name and gauge hold every word of *text*."""
    rows = _strings(select(StringModel), text, sport)
    ordered = rows.order_by(StringModel.brand, StringModel.name, StringModel.gauge_mm)
    return db.session.scalars(ordered.limit(limit)).all()


def find_families(
    text: str = "", sport: Sport | None = None, limit: int = 20, skip: int = 0
) -> Sequence[StringFamily]:
    """The same strings, those of one name together."""
    named = (StringModel.brand, StringModel.name, StringModel.material, StringModel.construction)
    gauges = func.array_agg(aggregate_order_by(StringModel.gauge_mm, StringModel.gauge_mm))
    is_own = func.bool_or(StringModel.visibility == Visibility.PRIVATE)
    rows = _strings(select(*named, gauges, is_own).group_by(*named), text, sport)
    found = db.session.execute(rows.order_by(*named).limit(limit).offset(skip))
    return [
        StringFamily(brand, name, material, construction, [mm for mm in known if mm], own)
        for brand, name, material, construction, known, own in found
    ]


def racket_named(text: str) -> RacketModel | None:
    """The racket model that *text* names in full: with its year, or without where there is only one."""
    rows = select(RacketModel).where(or_(_is(RACKET_NAME, text), _is(RACKET_FULL_NAME, text)))
    found = db.session.scalars(rows.order_by(_is(RACKET_FULL_NAME, text).desc()).limit(2)).all()
    exact = [model for model in found if model.full_name.lower() == text.lower()]
    return (exact or found)[0] if exact or len(found) == 1 else None


def has_racket(full_name: str) -> bool:
    """Whether the catalogue has a racket of this brand, model and year."""
    rows = select(RacketModel.id).where(_is(RACKET_FULL_NAME, full_name))
    return db.session.scalars(rows.limit(1)).first() is not None


def has_string(name: str, gauge_mm: Decimal | None) -> bool:
    """Whether the catalogue has a string of this brand and name in this gauge."""
    rows = select(StringModel.id).where(
        _is(STRING_NAME, name), StringModel.gauge_mm.is_not_distinct_from(gauge_mm)
    )
    return db.session.scalars(rows.limit(1)).first() is not None


def submission_of(model: RacketModel | StringModel) -> CatalogueSubmission | None:
    """The last time this model of one's own was offered to everybody."""
    column = getattr(CatalogueSubmission, f"{model.kind}_model_id")
    rows = select(CatalogueSubmission).where(
        column == model.id, CatalogueSubmission.stringer_id == model.stringer_id
    )
    return db.session.scalars(rows.order_by(CatalogueSubmission.id.desc()).limit(1)).one_or_none()


def _strings(rows: Select[Any], text: str, sport: Sport | None) -> Select[Any]:
    rows = rows.where(*_holds(STRING_FULL_NAME, text))
    return rows if sport is None else rows.where(or_(StringModel.sport == sport, StringModel.sport.is_(None)))


def _is(said: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return func.lower(said) == text.lower()


def _holds(said: ColumnElement[str], text: str) -> list[ColumnElement[bool]]:
    return [said.icontains(word, autoescape=True) for word in text.split()]
