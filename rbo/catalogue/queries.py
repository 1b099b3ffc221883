"""Finding racket and string models: one's own and those of the house."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from rbo.catalogue.models import RacketModel, Sport, StringModel
from rbo.platform.db import db
from rbo.platform.errors import Missing


def find_rackets(text: str = "", sport: Sport | None = None, limit: int = 20) -> Sequence[RacketModel]:
    """Racket models whose brand, model and year hold every word of *text*."""
    said = func.concat_ws(" ", RacketModel.brand, RacketModel.model, RacketModel.year)
    rows = select(RacketModel).where(*_holds(said, text))
    if sport is not None:
        rows = rows.where(RacketModel.sport == sport)
    return db.session.scalars(
        rows.order_by(RacketModel.brand, RacketModel.model, RacketModel.year).limit(limit)
    ).all()


def find_strings(text: str = "", sport: Sport | None = None, limit: int = 20) -> Sequence[StringModel]:
    """String models whose brand, name and gauge hold every word of *text*."""
    said = func.concat_ws(
        " ", StringModel.brand, StringModel.name, StringModel.gauge_mm, StringModel.gauge_label
    )
    rows = select(StringModel).where(*_holds(said, text))
    if sport is not None:
        rows = rows.where((StringModel.sport == sport) | StringModel.sport.is_(None))
    return db.session.scalars(
        rows.order_by(StringModel.brand, StringModel.name, StringModel.gauge_mm).limit(limit)
    ).all()


def racket_named(text: str) -> RacketModel | None:
    """The racket model that *text* names in full: with its year, or without where there is only one."""
    said = func.concat_ws(" ", RacketModel.brand, RacketModel.model)
    with_year = func.concat_ws(" ", said, RacketModel.year)
    rows = select(RacketModel).where(or_(_is(said, text), _is(with_year, text)))
    found = db.session.scalars(rows.order_by(_is(with_year, text).desc()).limit(2)).all()
    exact = [model for model in found if model.full_name.lower() == text.lower()]
    return next(iter(exact or found), None) if exact or len(found) == 1 else None


def racket_model(model_id: UUID) -> RacketModel:
    """One racket model.

    Raises:
        Missing: neither this book nor the house has it.
    """
    found = db.session.scalars(select(RacketModel).where(RacketModel.id == model_id)).one_or_none()
    if found is None:
        raise Missing
    return found


def string_model(model_id: UUID) -> StringModel:
    """One string model.

    Raises:
        Missing: neither this book nor the house has it.
    """
    found = db.session.scalars(select(StringModel).where(StringModel.id == model_id)).one_or_none()
    if found is None:
        raise Missing
    return found


def _is(said: ColumnElement[str], text: str) -> ColumnElement[bool]:
    return func.lower(said) == text.lower()


def _holds(said: ColumnElement[str], text: str) -> list[ColumnElement[bool]]:
    return [said.icontains(word, autoescape=True) for word in text.split()]
