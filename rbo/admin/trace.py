"""Where a human has left something: their rows in every book, found by the system role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, String, and_, cast, func, or_, select, tuple_
from sqlalchemy.orm import Session

from rbo.admin.batches import table
from rbo.clients.models import ClientProfile
from rbo.orders.models import Order
from rbo.people.models import Person
from rbo.platform.errors import Missing
from rbo.platform.jobs.models import Outbox
from rbo.receipts.models import Receipt, ReceiptEmission, number_of
from rbo.sharing.models import Granter, OrderShare

YEARS_KEPT = 10  # Swiss Code of Obligations, article 958f


@dataclass(frozen=True)
class Trace:
    """A human and those who were merged into them: what goes with them, and what the law wants kept."""

    person: Person
    ids: Sequence[UUID]
    profiles: int
    comments: int
    letters: int
    receipts: Sequence[tuple[str, datetime]]

    @property
    def counts(self) -> dict[str, int]:
        """How much goes and how much stays, for the log."""
        kept = {"receipts_kept": len(self.receipts)}
        return {"profiles": self.profiles, "comments": self.comments, "letters": self.letters, **kept}

    @property
    def kept_until(self) -> int | None:
        """The last year in which a receipt is kept."""
        years = [int(number.partition("-")[0]) for number, _at in self.receipts]
        return max(years) + YEARS_KEPT if years else None


def follow(rows: Session, person_id: UUID, *, lock: bool = False) -> Trace:
    """Everything about one human.

    Raises:
        Missing: there is no such person, or nothing is left of them.
    """
    found = rows.get(Person, person_id, with_for_update=lock or None)
    if found is None or found.scrubbed_at is not None or found.merged_into is not None:
        raise Missing(_("There is no such person."))
    others = select(Person.id).where(Person.merged_into == found.id).order_by(Person.id)
    ids = [found.id, *rows.scalars(others.with_for_update() if lock else others)]
    receipts = select(Receipt.year, Receipt.seq, Receipt.created_at).join(Order, of_receipt(Receipt.id))
    kept = rows.execute(receipts.where(is_job_of(ids)).order_by(Receipt.year, Receipt.seq)).all()
    return Trace(
        person=found,
        ids=ids,
        profiles=_count(rows, select(ClientProfile.id).where(ClientProfile.person_id.in_(ids))),
        comments=_count(rows, select(Order.id).where(is_job_of(ids), Order.comments != "")),
        letters=_count(rows, select(ReceiptEmission.id).where(is_letter_of(ids))),
        receipts=[(number_of(year, seq), at) for year, seq, at in kept],
    )


def is_job_of(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Jobs of these people, in whichever book."""
    return tuple_(Order.stringer_id, Order.client_id).in_(_profiles(ids))


def is_shown_of(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Grants of the stringers of these people, each of one of their jobs."""
    is_theirs = tuple_(OrderShare.stringer_id, OrderShare.client_id).in_(_profiles(ids))
    return and_(OrderShare.granter_kind == Granter.STRINGER, is_theirs)


def of_receipt(receipt_id: Any) -> ColumnElement[bool]:
    """The job that a receipt is of."""
    return and_(Order.receipt_id == receipt_id, Order.stringer_id == receipt_id.class_.stringer_id)


def is_letter_of(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Letters about jobs of these people."""
    pairs = select(Order.stringer_id, Order.receipt_id).where(is_job_of(ids), Order.receipt_id.is_not(None))
    return tuple_(ReceiptEmission.stringer_id, ReceiptEmission.receipt_id).in_(pairs)


def is_delivery_to(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """Deliveries of those letters, of links to those jobs, and of whatever else names these people."""
    subject, links = Outbox.payload["subject_id"].astext, table("order_links").c
    carried = select(ReceiptEmission.outbox_id).where(is_letter_of(ids))
    profile_ids = select(cast(ClientProfile.id, String)).where(ClientProfile.person_id.in_(ids))
    jobs = select(Order.stringer_id, Order.id).where(is_job_of(ids))
    link_ids = select(cast(links.id, String)).where(tuple_(links.stringer_id, links.order_id).in_(jobs))
    named = (profile_ids, link_ids, [str(person) for person in ids])
    return or_(Outbox.id.in_(carried), *(subject.in_(one) for one in named))


def _profiles(ids: Sequence[UUID]) -> Select[UUID, UUID]:
    return select(ClientProfile.stringer_id, ClientProfile.id).where(ClientProfile.person_id.in_(ids))


def _count(rows: Session, wanted: Select[Any]) -> int:
    return rows.scalar(select(func.count()).select_from(wanted.subquery())) or 0
