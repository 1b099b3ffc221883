"""The house's own part of the catalogue, which everybody sees: what comes in, and what is there already."""

from __future__ import annotations

from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from rbo.catalogue.models import RacketModel, StringModel, Visibility
from rbo.catalogue.queries import RACKET_FULL_NAME, STRING_NAME
from rbo.catalogue.refusals import KnownModel
from rbo.platform.ids import new_id
from rbo.platform.rows import HOUSE

Entry = RacketModel | StringModel
ITS_OWN = {"stringer_id", "id", "visibility", "origin_id", "version", "created_at"}


def copied(model: Entry, *, origin_id: UUID) -> Entry:
    """*model* as a row of the house, which says where it came from."""
    columns = model.__mapper__.column_attrs.keys()
    content = {name: getattr(model, name) for name in columns if name not in ITS_OWN}
    return type(model)(
        stringer_id=HOUSE, id=new_id(), visibility=Visibility.SHARED, origin_id=origin_id, **content
    )


def refuse_known(rows: Session, model: Entry) -> None:
    """Whatever is called so belongs to the house only once.

    Raises:
        KnownModel: it has it.
    """
    noun = type(model)
    same = select(noun.id).where(noun.stringer_id == HOUSE, *_called_like(model)).limit(1)
    if rows.scalar(same) is not None:
        raise KnownModel(_("%(name)s is in everybody’s catalogue already.", name=model.full_name))


def _called_like(model: Entry) -> tuple[ColumnElement[bool], ...]:
    if isinstance(model, RacketModel):
        return (func.lower(RACKET_FULL_NAME) == model.full_name.lower(),)
    same_gauge = StringModel.gauge_mm.is_not_distinct_from(model.gauge_mm)
    return func.lower(STRING_NAME) == model.label.lower(), same_gauge
