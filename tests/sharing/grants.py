"""Grants of all three rules between stringers and clients, made by whoever may."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import select

from rbo.clients.models import ClientProfile
from rbo.orders.models import Order
from rbo.orders.service import mark_strung
from rbo.platform import audit, roles
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_person, open_tenant
from rbo.sharing import queries, service
from rbo.sharing.models import Grant, Granter, MyJob, OrderShare, PersonStringerShare
from rbo.stringers.models import Stringer
from tests.make import a_client, a_stringer, an_order, today

CLAIM = """
    with claimed as (
        insert into persons (id, email, email_verified_at, gotrue_user_id, created_by_kind)
        values (%(person)s, %(email)s, now(), %(person)s, 'person') returning id
    )
    update client_profiles set person_id = claimed.id, accepted_at = now() from claimed
    where client_profiles.id = any(%(profiles)s)
"""


@contextmanager
def as_side(side: Stringer | UUID, *, read_only: bool = False) -> Iterator[None]:
    """A request of its own, of a stringer or of a client."""
    db.session.commit()
    if isinstance(side, Stringer):
        opened, who = open_tenant(side.id, read_only=read_only), f"stringer:{side.id}"
    else:
        opened, who = open_person(side, read_only=read_only), f"person:{side}"
    with opened, audit.acting(who):
        yield


def at_work() -> AbstractContextManager[None]:
    """What is done is done by the stringer whose book is open."""
    return audit.acting(f"stringer:{current_stringer()}")


def claim(superuser: str, *profiles: ClientProfile) -> UUID:
    """The human behind these clients of several stringers has signed in and is one person."""
    person, ids = new_id(), [profile.id for profile in profiles]
    with psycopg.connect(roles.plain(superuser)) as connection:
        connection.execute(CLAIM, {"person": person, "email": f"{person}@example.com", "profiles": ids})
    return person


def share(order: Order, grantee: Stringer) -> OrderShare:
    """Rule 1, by the stringer whose book is open."""
    grant = order_share(order.stringer_id, order.client_id, order.id, grantee)
    with at_work():
        assert service.give(grant)
        db.session.commit()
    return grant


def share_as_client(person: UUID, job_id: UUID, grantee: Stringer) -> OrderShare:
    """Rule 2."""
    with as_side(person):
        job = db.session.scalars(select(MyJob).where(MyJob.id == job_id)).one()
        grant = order_share(job.stringer_id, job.client_id, job.id, grantee, person)
        assert service.give(grant)
        db.session.commit()
    return grant


def trust(person: UUID, grantee: Stringer) -> PersonStringerShare:
    """Rule 3."""
    grant = PersonStringerShare(person_id=person, grantee_email=grantee.email, grantee_id=grantee.id)
    with as_side(person):
        assert service.give(grant)
        db.session.commit()
    return grant


def give_as(side: Stringer | UUID, grant: Grant) -> bool:
    """Enter any grant as one side; whether it is new."""
    with as_side(side):
        is_new = service.give(grant)
        db.session.commit()
    return is_new


def end_as(side: Stringer | UUID, noun: type[Grant], **known: Any) -> None:
    """End the live grant of which this much is *known*."""
    with as_side(side):
        found: Any = db.session.scalars(select(noun).filter_by(**known, ended_at=None)).one()
        service.end(found)
        db.session.commit()


def order_share(
    stringer_id: UUID, client_id: UUID, order_id: UUID, grantee: Stringer, person: UUID | None = None
) -> OrderShare:
    """A grant of one job: of its stringer, or of *person*."""
    return OrderShare(
        stringer_id=stringer_id,
        client_id=client_id,
        order_id=order_id,
        granter_kind=Granter.PERSON if person else Granter.STRINGER,
        person_id=person,
        grantee_email=grantee.email,
        grantee_id=grantee.id,
    )


def revoke(grant: Grant, side: Stringer | UUID) -> None:
    """End a grant as one of its sides, in a request of its own."""
    with as_side(side):
        service.end(db.session.merge(grant))
        db.session.commit()


def grants_of(order: Order) -> list[str]:
    """Addresses to which an order of the open book is shown now."""
    db.session.rollback()
    return sorted(grant.grantee_email for grant in queries.given(order.id) if grant.ended_at is None)


def given_to_nobody(order: Order) -> UUID:
    """Id of a grant for an address under which no stringer works."""
    with at_work():
        service.share([order], "nobody@example.org")
    return queries.given(order.id)[0].id


def shown_and_hidden(me: Stringer, other: Stringer, word: str) -> dict[str, tuple[UUID, UUID]]:
    """Ids of a grant and its job: of what Carla shows to *me*, and, called *word*, to somebody else."""
    with as_side(a_stringer("Carla")):
        job = an_order(a_client("Own"))
        mark_strung(job, on=today())
        mine, theirs = share(job, me), share(an_order(a_client(word)), other)
    return {"share_id": (mine.id, theirs.id), "shared_id": (mine.order_id, theirs.order_id)}
