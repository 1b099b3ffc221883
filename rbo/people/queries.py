"""Finding the human behind a client; what may not be seen is None."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, inspect, select

from rbo.people.models import Person
from rbo.platform.db import db
from rbo.platform.scope import current_person
from rbo.platform.session import GROUND


def visible(person_id: UUID) -> Person | None:
    """The person, where this book made the row or the person accepted it."""
    return db.session.get(Person, person_id)


def visible_ones(person_ids: Sequence[UUID]) -> Sequence[Person]:
    """Those of these persons who are visible; while they are held, `visible` needs no statement for them."""
    return db.session.scalars(select(Person).where(Person.id.in_(person_ids))).all()


def verified_id(email: str) -> UUID | None:
    """Id of the person who proved to own *email*; never shown to anybody."""
    wanted = select(func.find_verified_person(email))
    found: UUID | None = db.session.execute(wanted, execution_options=GROUND).scalar()
    return found


def portrait() -> Person:
    """A copy of the person whose view is open that no session watches: the frame of a page needs it."""
    me = db.session.get_one(Person, current_person())
    return Person(**{name: getattr(me, name) for name in inspect(Person).column_attrs.keys()})  # noqa: SIM118 - no dict
