"""Inviting a client, and the client's first step: what stringers wrote down becomes one person's.

Whoever holds a link to one order that is too old may have a new one mailed to the client.
"""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from rbo.clients.models import ClientProfile
from rbo.people import service as persons
from rbo.people.models import Person
from rbo.platform import audit, clock, history
from rbo.platform.audit import Purpose
from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing
from rbo.platform.jobs.job import Job
from rbo.platform.scope import current_person
from rbo.portal import jobs, links, queries
from rbo.portal.models import LinkKind
from rbo.portal.refusals import ClaimUsed, NoAddress, OwnStringer
from rbo.portal.sealing import Seal
from rbo.sharing import queries as sharing
from rbo.sharing import service as grants
from rbo.sharing.models import Granter, MyJob, OrderShare, PersonStringerShare
from rbo.stringers import queries as stringers
from rbo.stringers.models import Status


def invite(client: ClientProfile) -> None:
    """Have *client* invited to their own pages: once a day, however often it is asked for.

    Raises:
        NoAddress: there is nowhere to write to.
    """
    if not client.entered_email:
        raise NoAddress(_("Enter an email address first."))
    address = sha256(client.entered_email.encode()).hexdigest()
    key = _once_a_day(jobs.invite, f"{client.id}:{address}")
    if not queries.is_asked(key):
        jobs.invite.enqueue(client.id, dedupe_key=key)
        history.note(db.session(), client, "invitation")


def renew_link(seal: Seal) -> None:
    """Have a new link mailed to the client of the order, where the one with this seal has only expired.

    Once a day for each order; nothing tells whether it was done.
    """
    old = queries.link_of(seal, lock=True)
    if old is None or old.kind is LinkKind.LABEL or old.revoked_at is not None or old.is_live:
        return
    key = _once_a_day(jobs.mail_link, str(old.order_id))
    if stringers.mine().status is Status.ACTIVE and not queries.is_asked(key):
        jobs.mail_link.enqueue(links.make_again(old).id, dedupe_key=key)


def claim(seal: Seal) -> str:
    """Make whoever bears the invitation the person behind that client, and behind all of the same address.

    The stringer who invited is accepted with it. Gives the address that is proven now.

    Raises:
        ClaimUsed: the invitation was used, replaced or withdrawn.
    """
    with system_session() as rows:
        client = _claimed(rows, seal)
        email = client.entered_email
        person = persons.prove(rows, email, client.entered_first_name, client.entered_last_name)
        _link(rows, client, person)
        link_all(rows, person, email)
        inviting = (ClientProfile.stringer_id == seal.stringer_id, ClientProfile.person_id == person.id)
        rows.execute(update(ClientProfile).where(*inviting).values(accepted_at=clock.now()))
        with audit.acting(f"person:{person.id}"):
            _note(rows, "invitation_accepted", seal.stringer_id, person.id)
    return email


def accept(profile_id: UUID) -> None:
    """Let one stringer read what the client says of themselves.

    Raises:
        Missing: that is no client of any stringer who knows this person.
    """
    _set_accepted(profile_id, clock.now(), "stringer_accepted")


def leave(profile_id: UUID) -> None:
    """Take that back; the jobs stay where they are.

    Raises:
        Missing: as `accept`.
    """
    _set_accepted(profile_id, None, "stringer_left")


def share_job(job: MyJob, email: str) -> None:
    """Let whoever strings here under *email* look at one job (rule 2); nothing tells whether anybody does.

    Raises:
        OwnStringer: it is the stringer who did the job.
        TooManyGrants: these were enough for this minute.
    """
    if email == job.email.lower():
        raise OwnStringer(_("That stringer did this job and sees it anyway."))
    known = {"stringer_id": job.stringer_id, "client_id": job.client_id, "order_id": job.id}
    to = {"grantee_email": email, "grantee_id": sharing.stringer_of(email)}
    grants.give_by_hand(OrderShare(granter_kind=Granter.PERSON, person_id=current_person(), **known, **to))


def share_everything(email: str) -> None:
    """Let whoever strings here under *email* look at every job, future ones too (rule 3).

    Raises:
        TooManyGrants: these were enough for this minute.
    """
    grantee_id = sharing.stringer_of(email)
    trust = PersonStringerShare(person_id=current_person(), grantee_email=email, grantee_id=grantee_id)
    grants.give_by_hand(trust)


def _once_a_day(job: Job[Any], subject: str) -> str:
    return f"{job.name}:{subject}:{clock.now().date()}"


def _set_accepted(profile_id: UUID, moment: datetime | None, deed: str) -> None:
    mine = (ClientProfile.id == profile_id, ClientProfile.person_id == current_person())
    changed = update(ClientProfile).where(*mine).values(accepted_at=moment)
    with system_session() as rows:
        stringer_id = rows.scalar(changed.returning(ClientProfile.stringer_id))
        if stringer_id is None:
            raise Missing
        _note(rows, deed, stringer_id, current_person())


def _note(rows: Session, deed: str, stringer_id: UUID, person_id: UUID) -> None:
    audit.note(rows, deed, stringer_id=stringer_id, person_id=person_id, reason=Purpose.OWN_WISH)


def link_all(rows: Session, person: Person, email: str) -> None:
    """Let every client of *email*, which is proven, be this person, at every stringer; nothing fuzzy."""
    for client in _of_the_same_address(rows, email):
        _link(rows, client, person)


def _claimed(rows: Session, seal: Seal) -> ClientProfile:
    """The client whom the stringer invited, with the invitation used up."""
    invited = persons.use_claim(rows, seal.fingerprint)
    client = _client_of(rows, seal, invited) if invited is not None else None
    if client is None or invited is None or client.entered_email != invited.email:
        raise ClaimUsed(_("This invitation is used up."))
    return client


def _client_of(rows: Session, seal: Seal, invited: Person) -> ClientProfile | None:
    inviting = ClientProfile.stringer_id == seal.stringer_id
    found = select(ClientProfile).where(inviting, ClientProfile.person_id == invited.id)
    return rows.scalars(found.with_for_update()).one_or_none()


def _of_the_same_address(rows: Session, email: str) -> list[ClientProfile]:
    """Clients at any stringer that nobody has claimed, the oldest first; one's own profile is no client."""
    same = func.lower(ClientProfile.entered_email) == email.lower()
    unclaimed = select(Person.id).where(*persons.NOBODYS)
    found = select(ClientProfile).where(same, ~ClientProfile.is_self_for_stringer)
    found = found.where(ClientProfile.person_id.in_(unclaimed)).order_by(ClientProfile.created_at)
    return list(rows.scalars(found.with_for_update()))


def _link(rows: Session, client: ClientProfile, person: Person) -> None:
    """Let *client* be *person*, unless that stringer knows them: two children of one address stay two."""
    theirs = ClientProfile.stringer_id == client.stringer_id
    if rows.scalars(select(ClientProfile.id).where(theirs, ClientProfile.person_id == person.id)).first():
        return
    before = client.person_id
    linked = update(ClientProfile).where(theirs, ClientProfile.id == client.id)
    rows.execute(linked.values(person_id=person.id), execution_options={"synchronize_session": False})
    persons.put_aside(rows, before, person)
