"""Finding the stringer whose book is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, inspect, select

from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing
from rbo.platform.scope import current_stringer
from rbo.stringers.models import Locale, Role, Status, Stringer

ARE_ADMINS = (Stringer.role == Role.ADMIN, Stringer.status == Status.ACTIVE)


def mine(*, lock: bool = False) -> Stringer:
    """The stringer of the open book."""
    return db.session.get_one(Stringer, current_stringer(), with_for_update=lock or None)


def id_at(email: str) -> UUID:
    """The stringer of this address, for whoever runs the program.

    Raises:
        Missing: there is none.
    """
    with system_session() as session:
        found = session.scalar(select(Stringer.id).where(func.lower(Stringer.email) == email.lower()))
    if found is None:
        raise Missing(_("There is no stringer %(email)s here.", email=email))
    return found


def logo_mark() -> str | None:
    """A word that changes with the logo; None where there is none. The picture itself stays in Postgres."""
    return db.session.scalar(select(func.md5(Stringer.logo)).where(Stringer.id == current_stringer()))


def admins() -> Sequence[UUID]:
    """Who decides for the house; read by the system role, for nobody's book shows it."""
    with system_session() as rows:
        return rows.scalars(select(Stringer.id).where(*ARE_ADMINS).order_by(Stringer.id)).all()


def letterbox_of_admin(stringer_id: UUID) -> tuple[str, Locale] | None:
    """The address and language of an admin; None for whoever is none now."""
    with system_session() as rows:
        found = rows.scalars(select(Stringer).where(*ARE_ADMINS, Stringer.id == stringer_id)).one_or_none()
        return (found.email, found.default_locale) if found else None


def portrait() -> Stringer:
    """A copy of the stringer that no session watches: the frame of a page needs it even after a rollback."""
    return _copy(mine())


def portrait_with(beside: Mapping[str, ColumnElement[Any]]) -> tuple[Stringer, dict[str, Any]]:
    """The same copy and the values of *beside*, in one statement."""
    wanted = select(Stringer, *beside.values()).where(Stringer.id == current_stringer())
    me, *values = db.session.execute(wanted).one()
    return _copy(me), dict(zip(beside, values, strict=True))


def _copy(me: Stringer) -> Stringer:
    db.session.info["me"] = me  # a session forgets what nobody holds, and `mine` would read it once more
    loaded = inspect(Stringer).column_attrs.keys()
    return Stringer(**{name: getattr(me, name) for name in loaded if name not in inspect(me).unloaded})
