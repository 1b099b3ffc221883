"""Every way to read a row through the session: each counts the rows of *owner* that it shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, literal, select, true, union_all
from sqlalchemy.orm import aliased, defer, joinedload, selectinload, subqueryload

from rbo.people.models import Person
from rbo.platform.db import db
from rbo.receipts.models import Receipt
from tests.walls.access import is_walled, nouns

Noun = Any
Path = Callable[[Noun, UUID], int]
READS: dict[str, Path] = {}
EAGER: dict[str, Path] = {}


def walled() -> list[Noun]:
    """The nouns that the session narrows, from the mappers."""
    return [noun for noun in nouns().values() if is_walled(noun)]


def owner_of(noun: Noun) -> Any:
    """The column that says whose a row is; also of an alias."""
    return noun.id if hasattr(noun, "gotrue_user_id") else noun.stringer_id


def put_into(kind: dict[str, Path]) -> Callable[[Path], Path]:
    """Note a path under its name."""

    def put(path: Path) -> Path:
        kind[path.__name__] = path
        return path

    return put


def _things(rows: Any, owner: UUID) -> int:
    return sum(owner_of(row) == owner for row in rows)


def _rows(statement: Any, owner: UUID, column: int = 0) -> int:
    return sum(row[column] == owner for row in db.session.execute(statement))


@put_into(READS)
def entity(noun: Noun, owner: UUID) -> int:
    return _things(db.session.scalars(select(noun)), owner)


@put_into(READS)
def query(noun: Noun, owner: UUID) -> int:
    return _things(db.session.query(noun).all(), owner)


@put_into(READS)
def column(noun: Noun, owner: UUID) -> int:
    return _rows(select(owner_of(noun)), owner)


@put_into(READS)
def count(noun: Noun, owner: UUID) -> int:
    return db.session.scalar(select(func.count()).select_from(noun).where(owner_of(noun) == owner)) or 0


@put_into(READS)
def alias(noun: Noun, owner: UUID) -> int:
    return _things(db.session.scalars(select(aliased(noun))), owner)


@put_into(READS)
def sub_query(noun: Noun, owner: UUID) -> int:
    return _things(db.session.scalars(select(aliased(noun, select(noun).subquery()))), owner)


@put_into(READS)
def columns_of_a_sub_query(noun: Noun, owner: UUID) -> int:
    return _rows(select(select(owner_of(noun).label("owner")).subquery().c.owner), owner)


@put_into(READS)
def scalar_sub_query(noun: Noun, owner: UUID) -> int:
    inner = select(func.count()).select_from(noun).where(owner_of(noun) == owner).scalar_subquery()
    return db.session.scalar(select(inner)) or 0


@put_into(READS)
def cte(noun: Noun, owner: UUID) -> int:
    return _rows(select(select(owner_of(noun).label("owner")).cte().c.owner), owner)


@put_into(READS)
def union(noun: Noun, owner: UUID) -> int:
    return _rows(union_all(select(owner_of(noun)), select(owner_of(noun))), owner)


@put_into(READS)
def exists_of_an_entity(noun: Noun, owner: UUID) -> int:
    return int(db.session.scalar(select(exists(select(noun).where(owner_of(noun) == owner)))) or 0)


@put_into(READS)
def exists_where(noun: Noun, owner: UUID) -> int:
    return int(db.session.scalar(select(exists().where(owner_of(noun) == owner))) or 0)


@put_into(READS)
def exists_beside_a_global_noun(noun: Noun, owner: UUID) -> int:
    there = exists(select(noun).where(owner_of(noun) == owner))
    return len(db.session.scalars(select(Person.id).where(there)).all())


@put_into(READS)
def join(noun: Noun, owner: UUID) -> int:
    return _rows(select(owner_of(aliased(Receipt)), owner_of(noun)).join(noun, true()), owner, 1)


@put_into(READS)
def outer_join(noun: Noun, owner: UUID) -> int:
    other = aliased(noun)
    return _rows(select(literal(1), owner_of(other)).select_from(Receipt).outerjoin(other, true()), owner, 1)


@put_into(READS)
def stream(noun: Noun, owner: UUID) -> int:
    return _things(db.session.scalars(select(noun).execution_options(yield_per=1)), owner)


@put_into(READS)
def deferred(noun: Noun, owner: UUID) -> int:
    last = list(noun.__mapper__.column_attrs)[-1].class_attribute
    return _things(db.session.scalars(select(noun).options(defer(last))), owner)


def _eagerly(noun: Noun, owner: UUID, strategy: Callable[[Any], Any]) -> int:
    found = 0
    for relation in noun.__mapper__.relationships:
        if not is_walled(relation.mapper.class_):
            continue
        rows = db.session.scalars(
            select(noun).options(strategy(relation.class_attribute)),
            execution_options={"populate_existing": True},
        )
        for row in rows.unique():
            related = getattr(row, relation.key)
            found += _things(related if relation.uselist else filter(None, [related]), owner)
    return found


@put_into(EAGER)
def joined(noun: Noun, owner: UUID) -> int:
    return _eagerly(noun, owner, joinedload)


@put_into(EAGER)
def selected(noun: Noun, owner: UUID) -> int:
    return _eagerly(noun, owner, selectinload)


@put_into(EAGER)
def by_sub_query(noun: Noun, owner: UUID) -> int:
    return _eagerly(noun, owner, subqueryload)
