"""What every table has in common: naming, types, the key that carries the stringer."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, DateTime, Enum, ForeignKey, MetaData, Numeric, Text, Uuid, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

from rbo.platform.ids import new_id

HOUSE = UUID(int=0)
PERSONAL = {"class": "personal"}  # names or reaches somebody, or is what was said of them
TOLD_ELSEWHERE = {"class": "told elsewhere"}  # by a record of its own, or it only repeats other columns

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
TYPES: dict[Any, Any] = {
    UUID: Uuid(),
    datetime: DateTime(timezone=True),
    Decimal: Numeric(10, 2),
    str: Text(),
}


class Base(DeclarativeBase):
    """Root of every noun."""

    registry = registry(metadata=MetaData(naming_convention=NAMES), type_annotation_map=TYPES)


class Window(DeclarativeBase):
    """Root of what is read through a view of the database: apart from the tables, and never written."""

    registry = registry(metadata=MetaData(), type_annotation_map=TYPES)


class Root:
    """The stringer's own row: the book itself."""

    is_a_record: ClassVar[bool] = False  # of a deed, so that no line of the history tells of it

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class Tenanted:
    """A row in somebody's book."""

    is_a_record: ClassVar[bool] = False  # of a deed, so that no line of the history tells of it

    stringer_id: Mapped[UUID] = mapped_column(ForeignKey("stringers.id"), primary_key=True, sort_order=-30)


class Private(Tenanted):
    """Seen and written by its stringer alone."""


class Keyed:
    """Its key is (stringer_id, id), and foreign keys carry both."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-20)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=90)


class Owned(Keyed, Private):
    """A private row of its own key."""


class Shared(Keyed, Tenanted):
    """Written by its stringer alone; rows of the house are seen by all."""


class Versioned:
    """Counts its changes, so that two people editing at once notice each other."""

    version: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=95)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def native_enum(kind: type[StrEnum], name: str) -> Enum:
    """A native Postgres enum that holds the values of *kind*."""
    return Enum(kind, name=name, values_callable=lambda choices: [choice.value for choice in choices])


def owner_is_mine_or_house(column: str) -> CheckConstraint:
    """A reference to a catalogue row names a row of one's own or of the house."""
    return CheckConstraint(f"{column} in (stringer_id, '{HOUSE}')", name=f"{column}_is_mine_or_house")
