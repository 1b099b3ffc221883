"""Making the row of a human, and finding the human who proved to own an address.

What is done here by *rows*, a session of the system role, reaches every person; callers name exactly one.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import Session

from rbo.people import queries
from rbo.people.models import CreatedBy, Person, Preferences
from rbo.people.requests import ASKED
from rbo.platform import audit, clock
from rbo.platform.db import db, system_session
from rbo.platform.errors import Conflict
from rbo.platform.ids import new_id
from rbo.platform.scope import current_person, current_stringer

HOLDING = {"read": True, "key_share": True}  # beside others who hold it, not beside a merge
NOBODYS = (Person.gotrue_user_id.is_(None), Person.email_verified_at.is_(None), Person.merged_into.is_(None))


class JustMoved(Conflict):
    """They were merged or erased while somebody wrote something of theirs."""


@dataclass(frozen=True, kw_only=True)
class Personal:
    """What a person says of themselves; *locale* is empty where the browser decides."""

    first_name: str
    last_name: str
    phone: str
    locale: str
    preferences: Preferences


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


def hold_me() -> Person:
    """The person whose view is open, held until the commit: whoever merges or erases them waits.

    Raises:
        JustMoved: that was done a moment ago.
    """
    me = db.session.get_one(Person, current_person(), populate_existing=True, with_for_update=HOLDING)
    if me.merged_into is not None or me.scrubbed_at is not None:
        raise _moved()
    return me


def refuse_moved(person_id: UUID, email: str) -> None:
    """Ask again who owns *email*, once something that points at them is written and keeps their row as it is.

    Raises:
        JustMoved: it is not *person_id*, who was merged or erased a moment ago.
    """
    if queries.verified_id(email) != person_id:
        raise _moved()


def change_personal(wanted: Personal) -> None:
    """Write what the person whose view is open says of themselves.

    Raises:
        JustMoved: they were merged or erased a moment ago.
    """
    me = hold_me()
    me.display_first_name, me.display_last_name = wanted.first_name or None, wanted.last_name or None
    me.phone, me.default_locale = wanted.phone or None, wanted.locale or None
    me.notification_prefs = wanted.preferences.written_over(me.notification_prefs)
    db.session.flush()
    with system_session() as rows:
        audit.note(rows, "preferences_changed", person_id=me.id, reason=audit.Purpose.OWN_WISH)


def ask_for_file() -> None:
    """Ask for everything that is known of the person whose view is open; the time to answer runs from now."""
    with system_session() as rows:
        audit.note(rows, ASKED, person_id=current_person(), reason=audit.Purpose.OWN_WISH)


def recognise(rows: Session, sub: UUID, email: str | None) -> Person | None:
    """The person with this gotrue user, or the one who proved to own *email* and has none yet; held."""
    mine = select(Person).where(Person.gotrue_user_id == sub).with_for_update(read=True, key_share=True)
    found = rows.scalars(mine).one_or_none()
    if found is None and email is not None:
        found = _proven(rows, email, Person.gotrue_user_id.is_(None))
        if found is not None:
            found.gotrue_user_id = sub
            rows.flush()
    survivor = _survivor(rows, found) if found is not None else None
    return survivor if survivor is not None and survivor.deleted_at is None else None


def offer_claim(rows: Session, person_id: UUID, email: str, token_hash: str) -> None:
    """Let the bearer of a token that is mailed to *email* claim the person; an older one is worthless."""
    unclaimed = update(Person).where(Person.id == person_id, *NOBODYS)
    rows.execute(unclaimed.values(claim_token=token_hash, email=email))


def use_claim(rows: Session, token_hash: str) -> Person | None:
    """The person whose token this is, used up with it; of many at once, one gets an answer."""
    offered = update(Person).where(Person.claim_token == token_hash, *NOBODYS)
    return rows.scalars(offered.values(claim_token=None).returning(Person)).one_or_none()


def prove(rows: Session, email: str, first_name: str, last_name: str) -> Person:
    """The person who owns *email*, known before or from now on; the caller has seen the proof.

    The row is a new one: nothing in it tells which stringer wrote the human down first.
    """
    known = _proven(rows, email)
    if known is not None:
        return _survivor(rows, known)
    person = Person(
        id=new_id(),
        display_first_name=first_name or None,
        display_last_name=last_name or None,
        email=email,
        email_verified_at=clock.now(),
        created_by_kind=CreatedBy.PERSON,
    )
    rows.add(person)
    rows.flush()
    return person


def put_aside(rows: Session, person_id: UUID, into: Person) -> None:
    """Note that the row a stringer made, and nobody claimed, was *into* all along."""
    unclaimed = update(Person).where(Person.id == person_id, *NOBODYS)
    rows.execute(unclaimed.values(merged_into=into.id, claim_token=None))


def _proven(rows: Session, email: str, *more: ColumnElement[bool]) -> Person | None:
    """Whoever proved to own *email*."""
    owns = (func.lower(Person.email) == email.lower(), Person.email_verified_at.is_not(None))
    wanted = select(Person).where(*owns, Person.deleted_at.is_(None), *more).with_for_update()
    return rows.scalars(wanted).one_or_none() or _after_the_wait(rows, wanted)


def _after_the_wait(rows: Session, wanted: Select[Person]) -> Person | None:
    """A merge moves the address to another row, which a SELECT that waited for the merge does not see."""
    return rows.scalars(wanted).one_or_none()


def _survivor(rows: Session, found: Person) -> Person:
    """Whoever *found* was merged into, by whichever address of theirs they came."""
    while found.merged_into is not None:
        found = rows.get_one(Person, found.merged_into, with_for_update=HOLDING)
    return found


def _moved() -> JustMoved:
    return JustMoved(_("This changed a moment ago, and nothing was saved. Save it once more."))
