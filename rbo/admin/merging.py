"""Two rows of one human become one: the survivor keeps what it says, whatever names the other moves."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Update, delete, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from rbo.admin.erasure import refuse_names
from rbo.admin.trace import Trace, follow
from rbo.auth.models import Login
from rbo.clients.models import ClientProfile, Racket
from rbo.clients.service import LONGEST_SEARCH
from rbo.notifications.models import Notification
from rbo.people.models import Person
from rbo.platform import audit
from rbo.platform.db import system_session
from rbo.platform.errors import Refused
from rbo.sharing.models import Grant, OrderShare, PersonStringerShare
from rbo.sharing.service import end_by_house

QUIETLY = {"synchronize_session": False}
SAID = ("display_first_name", "display_last_name", "phone", "default_locale")
ENTERED = ("entered_first_name", "entered_last_name", "entered_email", "entered_phone", "nickname")
MOVES: dict[str, Callable[[UUID, UUID], Update]] = {
    "logins.person_id": lambda one, two: update(Login).where(Login.person_id == two).values(person_id=one),
    "order_shares.person_id": lambda one, two: (
        update(OrderShare).where(OrderShare.person_id == two).values(person_id=one)
    ),
    "person_stringer_share.person_id": lambda one, two: (
        update(PersonStringerShare).where(PersonStringerShare.person_id == two).values(person_id=one)
    ),
    "notifications.acting_person_id": lambda one, two: (
        update(Notification).where(Notification.acting_person_id == two).values(acting_person_id=one)
    ),
    "persons.merged_into": lambda one, two: (
        update(Person).where(or_(Person.merged_into == two, Person.id == two)).values(merged_into=one)
    ),
    "client_profiles.person_id": lambda one, two: (
        update(ClientProfile).where(ClientProfile.person_id == two).values(person_id=one)
    ),
}


class SamePerson(Refused):
    """Nobody is merged with themselves."""


def beside(one: UUID, two: UUID) -> tuple[Trace, Trace]:
    """Both, to look at side by side.

    Raises:
        Missing: one of them is not there.
        SamePerson: they are one already.
    """
    _refuse_same(one, two)
    with system_session() as rows:
        known = {"other": str(two)}
        audit.note(rows, "people_compared", person_id=one, reason=audit.Purpose.PERSONS, detail=known)
        pair = follow(rows, one), follow(rows, two)
        rows.expunge_all()
        return pair


def merge(survivor: UUID, other: UUID, reason: str) -> None:
    """Make *other* a part of *survivor*, in every book.

    Raises:
        NoReason, NamesSomebody: the log needs a reason that names nobody.
        Missing: one of them is not there.
        SamePerson: they are one already.
    """
    said = audit.reason_of(reason)
    _refuse_same(survivor, other)
    with system_session() as rows:
        found = {person: follow(rows, person, lock=True) for person in sorted((survivor, other))}
        for trace in found.values():
            refuse_names(rows, trace, said)
        known = {"other": str(other), "profiles": found[other].profiles}
        audit.note(rows, "people_merged", person_id=survivor, reason=said, detail=known)
        _fold_books(rows, survivor, other)
        _end_doubled(rows, survivor, other)
        _fold_person(rows, found[survivor].person, found[other].person)
        for move in MOVES.values():
            rows.execute(move(survivor, other), execution_options=QUIETLY)


def _refuse_same(one: UUID, two: UUID) -> None:
    if one == two:
        raise SamePerson(_("Choose two different persons."))


def _fold_books(rows: Session, survivor: UUID, other: UUID) -> None:
    """Where one stringer knows both, the two profiles become one; elsewhere a profile changes its person.

    Whatever is just being written for one of them is waited for, so that it moves along.
    """
    kept, gone = aliased(ClientProfile), aliased(ClientProfile)
    theirs = select(ClientProfile.id).where(ClientProfile.person_id.in_((survivor, other)))
    rows.execute(theirs.order_by(ClientProfile.id).with_for_update())
    both = select(kept, gone).join(gone, gone.stringer_id == kept.stringer_id)
    for one, two in rows.execute(both.where(kept.person_id == survivor, gone.person_id == other)).all():
        _move_rackets(rows, one, two)
        _fold_profile(rows, one, two)


def _move_rackets(rows: Session, kept: ClientProfile, gone: ClientProfile) -> None:
    """Rackets change hands with their jobs; one that is called like another gets a number."""
    mine = (Racket.stringer_id == kept.stringer_id, Racket.client_id == kept.id)
    theirs = (Racket.stringer_id == gone.stringer_id, Racket.client_id == gone.id)
    named = select(Racket.id, Racket.instance_id).where(Racket.instance_id != "")
    taken = {name.lower() for _id, name in rows.execute(named.where(*mine))}
    for racket_id, name in rows.execute(named.where(*theirs)).all():
        free = _free(name, taken)
        taken.add(free.lower())
        renamed = update(Racket).where(*theirs, Racket.id == racket_id).values(instance_id=free)
        rows.execute(renamed, execution_options=QUIETLY)
    rows.execute(update(Racket).where(*theirs).values(client_id=kept.id), execution_options=QUIETLY)


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free.lower() in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _fold_profile(rows: Session, kept: ClientProfile, gone: ClientProfile) -> None:
    said = {name: getattr(kept, name) or getattr(gone, name) for name in (*ENTERED, "default_tension_memo")}
    notes = [text for text in (kept.internal_notes, gone.internal_notes) if text]
    is_archived = kept.archived_at is not None and gone.archived_at is not None
    folded = {
        **said,
        "internal_notes": "\n\n".join(dict.fromkeys(notes)),
        "search": f"{kept.search} {gone.search}"[:LONGEST_SEARCH],
        "entered_locale": kept.entered_locale or gone.entered_locale,
        "accepted_at": kept.accepted_at or gone.accepted_at,
        "archived_at": kept.archived_at if is_archived else None,
        "is_self_for_stringer": kept.is_self_for_stringer or gone.is_self_for_stringer,
        "version": ClientProfile.version + 1,
    }
    for person, deed in ((gone, delete(ClientProfile)), (kept, update(ClientProfile).values(folded))):
        here = (ClientProfile.stringer_id == person.stringer_id, ClientProfile.id == person.id)
        rows.execute(deed.where(*here), execution_options=QUIETLY)


def _end_doubled(rows: Session, survivor: UUID, other: UUID) -> None:
    """Of two live grants of the same to the same stringer one is enough; the record says which one ended."""
    kept_job, kept_trust = aliased(OrderShare), aliased(PersonStringerShare)
    same_job = (kept_job.stringer_id == OrderShare.stringer_id, kept_job.order_id == OrderShare.order_id)
    theirs: type[Grant]
    for theirs, kept, same in ((PersonStringerShare, kept_trust, ()), (OrderShare, kept_job, same_job)):
        to_same = or_(
            kept.grantee_id == theirs.grantee_id,
            func.lower(kept.grantee_email) == func.lower(theirs.grantee_email),
        )
        live = select(kept.id).where(kept.person_id == survivor, kept.ended_at.is_(None), to_same, *same)
        end_by_house(rows, theirs, theirs.person_id == other, live.exists())


def _fold_person(rows: Session, kept: Person, gone: Person) -> None:
    """What the survivor does not say, the other says for it; a proven address moves where there is none."""
    said = {name: getattr(kept, name) or getattr(gone, name) for name in SAID}
    if kept.email_verified_at is None and gone.email_verified_at is not None:
        said |= {"email": gone.email, "email_verified_at": gone.email_verified_at}
        nobodys = update(Person).where(Person.id == gone.id).values(email_verified_at=None)
        rows.execute(nobodys, execution_options=QUIETLY)
    said["email"] = said.get("email") or kept.email or gone.email
    rows.execute(update(Person).where(Person.id == kept.id).values(said), execution_options=QUIETLY)
