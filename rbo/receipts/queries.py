"""Finding receipts and what became of their letters."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.orm import defer, joinedload

from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import GIVEN_UP, OutboxState
from rbo.receipts.models import Receipt, ReceiptEmission

STUCK = or_(
    Outbox.state.in_((*GIVEN_UP, OutboxState.BOUNCED)),
    and_(Outbox.state == OutboxState.UNCERTAIN, Outbox.next_at.is_(None)),
)


def emissions_of(receipt: Receipt) -> Sequence[ReceiptEmission]:
    """Every sending of *receipt* with its outbox row, the latest first; its words are read when asked for."""
    return emissions_of_all([receipt.id])[receipt.id]


def emissions_of_all(receipt_ids: Sequence[UUID]) -> dict[UUID, list[ReceiptEmission]]:
    """The same for several receipts, in one statement."""
    rows = select(ReceiptEmission).where(ReceiptEmission.receipt_id.in_(receipt_ids))
    rows = rows.options(joinedload(ReceiptEmission.outbox), defer(ReceiptEmission.snapshot))
    by = (ReceiptEmission.created_at.desc(), ReceiptEmission.id.desc())
    found: dict[UUID, list[ReceiptEmission]] = {receipt_id: [] for receipt_id in receipt_ids}
    for one in db.session.scalars(rows.order_by(*by)):
        found[one.receipt_id].append(one)
    return found


def emission(emission_id: UUID) -> ReceiptEmission:
    """One sending with its receipt and its outbox row.

    Raises:
        Missing: there is none of this id in the book.
    """
    rows = select(ReceiptEmission).where(ReceiptEmission.id == emission_id)
    rows = rows.options(joinedload(ReceiptEmission.receipt), joinedload(ReceiptEmission.outbox))
    found = db.session.scalars(rows).one_or_none()
    if found is None:
        raise Missing
    return found


def numbers_there(numbers: Sequence[tuple[int, int]]) -> int:
    """How many of *numbers*, each a year and what follows it, were given out."""
    there = select(func.count(Receipt.id)).where(tuple_(Receipt.year, Receipt.seq).in_(numbers))
    return db.session.scalars(there).one()


def undelivered(limit: int = 5) -> Sequence[ReceiptEmission]:
    """Letters that did not arrive, or perhaps not, the latest first.

    One that went out since, or is on its way, stands for them; one that was skipped or dropped never went.
    """
    sent = select(ReceiptEmission.receipt_id, ReceiptEmission.created_at).join(ReceiptEmission.outbox)
    later = sent.where(Outbox.state != OutboxState.ABORTED).subquery()
    superseded = (
        select(later.c.receipt_id)
        .where(
            later.c.receipt_id == ReceiptEmission.receipt_id, later.c.created_at > ReceiptEmission.created_at
        )
        .exists()
    )
    rows = (
        select(ReceiptEmission)
        .join(ReceiptEmission.outbox)
        .where(STUCK, ~superseded)
        .options(joinedload(ReceiptEmission.receipt), joinedload(ReceiptEmission.outbox))
        .order_by(ReceiptEmission.created_at.desc())
    )
    return db.session.scalars(rows.limit(limit)).all()
