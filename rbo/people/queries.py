"""Finding the human behind a client; what may not be seen is None."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from rbo.people.models import Person
from rbo.platform.db import db
from rbo.platform.session import GROUND


def visible(person_id: UUID) -> Person | None:
    """The person, where this book made the row or the person accepted it."""
    return db.session.get(Person, person_id)


def verified_id(email: str) -> UUID | None:
    """Id of the person who proved to own *email*; never shown to anybody."""
    wanted = select(func.find_verified_person(email))
    found: UUID | None = db.session.execute(wanted, execution_options=GROUND).scalar()
    return found
