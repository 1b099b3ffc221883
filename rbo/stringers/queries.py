"""Finding the stringer whose book is open."""

from __future__ import annotations

from sqlalchemy import func, inspect, select

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
    me, loaded = mine(), inspect(Stringer).column_attrs.keys()
    return Stringer(**{name: getattr(me, name) for name in loaded if name not in inspect(me).unloaded})
