"""What an invitation offers, before anybody is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from rbo.clients.models import ClientProfile
from rbo.people.models import Person
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.platform.tenancy import open_tenant
from rbo.portal.sealing import Seal
from rbo.stringers import queries as stringers
from rbo.stringers.models import Status


@dataclass(frozen=True)
class Offer:
    """Who invites, and by which address."""

    business: str
    email: str


def offer(seal: Seal) -> Offer | None:
    """What the invitation with this seal is good for; None when it is used, withdrawn or replaced."""
    with open_tenant(seal.stringer_id, read_only=True):
        me = stringers.mine()
        invited = select(ClientProfile, Person).join(Person, Person.id == ClientProfile.person_id)
        found = db.session.execute(invited.where(Person.claim_token == seal.fingerprint)).one_or_none()
        if found is None or me.status is not Status.ACTIVE:
            return None
        client, person = found
        if client.entered_email != person.email:
            return None
        return Offer(me.business_name or me.display_name or "", client.entered_email)


def is_asked(dedupe_key: str) -> bool:
    """Whether a row of the outbox has this key."""
    return db.session.scalar(select(Outbox.id).where(Outbox.dedupe_key == dedupe_key)) is not None
