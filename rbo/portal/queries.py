"""What an invitation offers, before anybody is signed in; links to one order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from rbo.clients.models import ClientProfile
from rbo.orders import queries as orders
from rbo.orders.models import Order
from rbo.people.models import Person
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.jobs.models import Outbox
from rbo.platform.tenancy import open_tenant
from rbo.portal.models import OrderLink
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
        return Offer(me.trade_name, client.entered_email)


def is_asked(dedupe_key: str) -> bool:
    """Whether a row of the outbox has this key."""
    return db.session.scalar(select(Outbox.id).where(Outbox.dedupe_key == dedupe_key)) is not None


def links_of(order: Order) -> Sequence[OrderLink]:
    """Every link to *order*, the latest first; those that ended too."""
    rows = select(OrderLink).where(OrderLink.order_id == order.id)
    return db.session.scalars(rows.order_by(OrderLink.created_at.desc(), OrderLink.id.desc())).all()


def link_of(seal: Seal, *, lock: bool = False) -> OrderLink | None:
    """The link with this seal; *lock* holds it until the end of the transaction."""
    rows = select(OrderLink).where(OrderLink.token_hash == seal.fingerprint)
    return db.session.scalars(rows.with_for_update() if lock else rows).one_or_none()


def live_link(link_id: UUID) -> OrderLink:
    """One link that still shows something.

    Raises:
        Missing: there is none of this id.
    """
    found = db.session.scalars(select(OrderLink).where(OrderLink.id == link_id)).one_or_none()
    if found is None or not found.is_live:
        raise Missing
    return found


def order_of(link: OrderLink) -> Order:
    """What a link shows, with all that belongs to it."""
    return db.session.scalars(select(Order).where(Order.id == link.order_id).options(*orders.WHOLE)).one()
