"""Finding the stringer whose book is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, func, inspect, select

from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.stringers.models import Stringer


def mine(*, lock: bool = False) -> Stringer:
    """The stringer of the open book."""
    return db.session.get_one(Stringer, current_stringer(), with_for_update=lock or None)


def logo_mark() -> str | None:
    """A word that changes with the logo; None where there is none. The picture itself stays in Postgres."""
    return db.session.scalar(select(func.md5(Stringer.logo)).where(Stringer.id == current_stringer()))


def portrait() -> Stringer:
    """A copy of the stringer that no session watches: the frame of a page needs it even after a rollback."""
    return _copy(mine())


def portrait_with(beside: Mapping[str, ColumnElement[Any]]) -> tuple[Stringer, dict[str, Any]]:
    """The same copy and the values of *beside*, in one statement."""
    wanted = select(Stringer, *beside.values()).where(Stringer.id == current_stringer())
    me, *values = db.session.execute(wanted).one()
    return _copy(me), dict(zip(beside, values, strict=True))


def _copy(me: Stringer) -> Stringer:
    loaded = inspect(Stringer).column_attrs.keys()
    return Stringer(**{name: getattr(me, name) for name in loaded if name not in inspect(me).unloaded})
