"""Issuing receipts: the number once, a letter whenever there is a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, update

from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import DUE, GIVEN_UP, OutboxState
from rbo.platform.metrics.counting import count, note
from rbo.platform.metrics.families import ISSUED, NUMBER_GAPS
from rbo.platform.numbering import take_many
from rbo.receipts import jobs, queries
from rbo.receipts.draft import Draft
from rbo.receipts.models import Cause, Receipt, ReceiptCounter, ReceiptEmission, Skipped
from rbo.stringers.models import Locale

CALLED_BACK = (*DUE, *GIVEN_UP, OutboxState.WITHHELD)


@dataclass(frozen=True)
class Envelope:
    """Where a receipt goes, or why it goes nowhere."""

    email: str = ""
    skipped: Skipped | None = None


def issue(draft: Draft, envelope: Envelope) -> Receipt:
    """Mint the next number of the year the racket was strung in, and send the first letter.

    *draft* must have its `strung_at`.
    """
    if draft.strung_at is None:
        raise ValueError("A receipt is issued for a racket that is strung.")
    receipt = mint(draft.strung_at.year)
    emit(receipt, draft, envelope, Cause.STRUNG)
    return receipt


def mint(year: int) -> Receipt:
    """The next receipt number of *year*, without a letter."""
    return mint_all([year])[0]


def mint_all(years: Sequence[int]) -> list[Receipt]:
    """A receipt for each of *years*, numbered in the order they come, without a letter."""
    numbers = {
        year: iter(take_many(ReceiptCounter, many, year=year)) for year, many in Counter(years).items()
    }
    now = clock.now()
    minted = [Receipt(id=new_id(), year=year, seq=next(numbers[year]), created_at=now) for year in years]
    db.session.add_all(minted)
    db.session.flush()
    note(ISSUED, len(minted))
    _look_for_gaps(minted)
    return minted


def _look_for_gaps(minted: Sequence[Receipt]) -> None:
    """Count numbers whose predecessor is missing: bookkeepers would ask, and no page shows it."""
    firsts = {receipt.year: receipt.seq for receipt in reversed(minted)}
    before = [(year, seq - 1) for year, seq in firsts.items()]
    missing = sum(seq > 0 for _year, seq in before) - queries.numbers_there(before)
    for _ in range(missing):
        count(NUMBER_GAPS)


def emit(receipt: Receipt, draft: Draft, envelope: Envelope, cause: Cause) -> ReceiptEmission:
    """Write down one sending with a snapshot of what it says; the row in the outbox does the rest."""
    return emit_all([(receipt, draft, envelope, cause)])[0]


def emit_all(letters: Sequence[tuple[Receipt, Draft, Envelope, Cause]]) -> list[ReceiptEmission]:
    """`emit` for several at once."""
    emissions = [_emission(*letter) for letter in letters]
    db.session.flush()  # what carries a letter stands there before it
    db.session.add_all(emissions)
    db.session.flush()
    return emissions


def _emission(receipt: Receipt, draft: Draft, envelope: Envelope, cause: Cause) -> ReceiptEmission:
    emission = ReceiptEmission(
        id=new_id(),
        receipt_id=receipt.id,
        cause=cause,
        locale=Locale(draft.locale),
        recipient=envelope.email or None,
        snapshot=draft.to_json(),
        skipped=envelope.skipped,
    )
    if envelope.skipped is None:
        emission.outbox_id = jobs.deliver.enqueue(emission.id, label=receipt.number)
    return emission


def call_back(receipt: Receipt) -> None:
    """Abort letters that are not on their way, those that failed too; what was sent stays sent."""
    call_back_all([receipt.id])


def call_back_all(receipt_ids: Sequence[UUID]) -> None:
    """`call_back` for several at once."""
    letters = queries.emissions_of_all(receipt_ids).values()
    waiting = [letter.outbox_id for of_one in letters for letter in of_one if letter.outbox_id]
    db.session.execute(
        update(Outbox)
        .where(Outbox.id.in_(waiting), Outbox.state.in_(CALLED_BACK))
        .values(state=OutboxState.ABORTED, next_at=None, done_at=func.now())
    )
