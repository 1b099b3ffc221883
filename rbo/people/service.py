"""Making the row of a human."""

from __future__ import annotations

from rbo.people.models import CreatedBy, Person
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.scope import current_stringer


def add_for_stringer(first_name: str, last_name: str, email: str, phone: str) -> Person:
    """A person nobody has claimed yet, known to the open book alone."""
    person = Person(
        id=new_id(),
        display_first_name=first_name or None,
        display_last_name=last_name or None,
        email=email or None,
        phone=phone or None,
        created_by_kind=CreatedBy.STRINGER,
        created_by_id=current_stringer(),
    )
    db.session.add(person)
    db.session.flush()
    return person
