"""Every way to write rows by a statement: each counts the rows of *owner* that it writes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import delete, update

from rbo.platform.db import db
from rbo.platform.rows import Root
from tests.walls.paths import Noun, Path, owner_of, put_into

WRITES: dict[str, Path] = {}


def _same(noun: Noun) -> dict[Any, Any]:
    keys = {"stringer_id", "id", "created_at", "person_id"}
    changing = [
        c for c in noun.__mapper__.column_attrs if c.key not in keys and not c.key.startswith("email")
    ]
    attribute = changing[-1].class_attribute if issubclass(noun, Root) else changing[0].class_attribute
    return {attribute: attribute}


def _written(statement: Any) -> int:
    written: Any = db.session.execute(statement.execution_options(synchronize_session=False))
    return int(written.rowcount)


@put_into(WRITES)
def update_statement(noun: Noun, owner: UUID) -> int:
    return _written(update(noun).where(owner_of(noun) == owner).values(_same(noun)))


@put_into(WRITES)
def query_update(noun: Noun, owner: UUID) -> int:
    return db.session.query(noun).filter(owner_of(noun) == owner).update(_same(noun), False)


@put_into(WRITES)
def delete_statement(noun: Noun, owner: UUID) -> int:
    return _written(delete(noun).where(owner_of(noun) == owner))


@put_into(WRITES)
def query_delete(noun: Noun, owner: UUID) -> int:
    return db.session.query(noun).filter(owner_of(noun) == owner).delete(synchronize_session=False)
