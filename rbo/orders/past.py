"""Jobs of years ago: written into the book as they were, with the numbers it gives now; nobody is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask_babel import gettext as _

from rbo.orders import refusals
from rbo.orders.constraints import Kind, Step
from rbo.orders.content import extras_of, row_of
from rbo.orders.intake import NewOrder, head_of
from rbo.orders.models import Order, OrderCounter, OrderExtra, OrderStateAudit
from rbo.orders.moves import line_of
from rbo.platform import clock
from rbo.platform.bulk import Row, write_new
from rbo.platform.errors import Refused
from rbo.platform.ids import new_id
from rbo.platform.numbering import take_many
from rbo.receipts import service as receipts
from rbo.stringers import queries as stringers

AT_ONCE = 500  # orders in memory
MOVES = (Step.STRUNG, Step.RETURNED, Step.PAID, Step.CANCELLED)  # coming in is no move of a client's order


@dataclass(frozen=True, kw_only=True)
class Days:
    """What a job has behind it; only one's own may have come in on a day that nobody knows."""

    ordered_at: date | None = None
    strung_at: date | None = None
    returned_at: date | None = None
    paid_at: date | None = None
    cancelled_at: date | None = None

    @property
    def known(self) -> dict[Step, date]:
        """The days that are known."""
        days = {step: getattr(self, f"{step}_at") for step in Step}
        return {step: day for step, day in days.items() if day is not None}


@dataclass(frozen=True, kw_only=True)
class PastJob:
    """A stringjob, its days, and what it was called where it comes from."""

    job: NewOrder
    days: Days
    legacy_ref: str = ""

    @property
    def has_receipt(self) -> bool:
        """Whether a receipt belongs to it."""
        return self.days.strung_at is not None and not self.job.client.is_self_for_stringer


def enter(jobs: Sequence[PastJob], told: Callable[[int], None]) -> list[UUID]:
    """Write *jobs* into the book in their order; receipts are numbered by the days of stringing.

    *told* hears how many are written. Gives the ids of the orders.

    Raises:
        Refused: the days of one cannot be; `faults` names them.
        ImpossibleTension, ForeignRacket: as in `take_in`.
    """
    me = stringers.mine()
    _refuse_impossible(jobs, clock.today(me.timezone))
    numbers = take_many(OrderCounter, len(jobs)) if jobs else ()
    numbered = list(zip(jobs, numbers, _papers(jobs), strict=True))
    written: list[UUID] = []
    for first in range(0, len(numbered), AT_ONCE):
        written += _write(numbered[first : first + AT_ONCE], me.currency)
        told(len(written))
    return written


def faults(days: Days, kind: Kind, today: date) -> Iterator[tuple[Step, Refused]]:
    """Every day that cannot be, and why, as the verbs of the bench would refuse it."""
    known = days.known
    for step, day in known.items():
        if day > today:
            yield step, refusals.DateInFuture(_("This day is in the future. Enter today or an earlier day."))
        elif day < known.get(Step.ORDERED, day):
            yield step, refusals.DateBeforeOrdered(_("This day is before the racket came in."))
    yield from _out_of_turn(known, kind)


def _out_of_turn(known: Mapping[Step, date], kind: Kind) -> Iterator[tuple[Step, Refused]]:
    if kind is Kind.CLIENT and Step.ORDERED not in known:
        yield Step.ORDERED, refusals.ClientWaits(_("Enter the day the racket came in."))
    if kind is Kind.SELF:
        for step in {Step.RETURNED, Step.PAID} & set(known):
            yield step, refusals.OwnRacket(_("This racket is your own: nobody fetches it or pays for it."))
    if Step.RETURNED in known and Step.STRUNG not in known:
        yield Step.STRUNG, refusals.NotStrung(_("It was handed back, but has no day it was strung."))
    elif Step.RETURNED in known and known[Step.RETURNED] < known[Step.STRUNG]:
        yield Step.RETURNED, refusals.DateBeforeStrung(_("This day is before the racket was strung."))
    if Step.CANCELLED in known and Step.STRUNG in known:
        yield Step.CANCELLED, refusals.AlreadyStrung(_("It was strung, so it cannot be cancelled."))


def _refuse_impossible(jobs: Sequence[PastJob], today: date) -> None:
    for past in jobs:
        kind = Kind.SELF if past.job.client.is_self_for_stringer else Kind.CLIENT
        for _step, refusal in faults(past.days, kind, today):
            raise refusal


def _papers(jobs: Sequence[PastJob]) -> list[UUID | None]:
    """The receipt of each job, where there is one."""
    strung = sorted((past.days.strung_at, place) for place, past in enumerate(jobs) if past.has_receipt)
    minted = receipts.mint_all([day.year for day, _place in strung if day])
    of = {place: receipt.id for (_day, place), receipt in zip(strung, minted, strict=True)}
    return [of.get(place) for place in range(len(jobs))]


def _write(numbered: Sequence[tuple[PastJob, int, UUID | None]], currency: str) -> list[UUID]:
    """Write rows and no nouns: a book has more orders than memory has room for."""
    rows = [_row(*one, currency) for one in numbered]
    write_new(Order, rows)
    pasts = [(past, row) for (past, _number, _receipt_id), row in zip(numbered, rows, strict=True)]
    write_new(
        OrderExtra,
        [
            {"id": new_id(), **line}
            for past, row in pasts
            for line in extras_of(past.job, row["kind"], row["id"])
        ],
    )
    write_new(OrderStateAudit, [line for past, row in pasts for line in _said_of(past, row["id"])])
    return [row["id"] for row in rows]


def _row(past: PastJob, number: int, receipt_id: UUID | None, currency: str) -> Row:
    head = head_of(past.job, currency)
    content = row_of(past.job, head["kind"], past.job.racket.pattern)
    main, cross = (
        {f"{side}_{name}": value for name, value in vars(content.pop(side)).items()}
        for side in ("main", "cross")
    )
    sides = main | cross
    return {
        **head,
        **content,
        **sides,
        **vars(past.days),
        "number": number,
        "receipt_id": receipt_id,
        "legacy_ref": past.legacy_ref or None,
    }


def _said_of(past: PastJob, order_id: UUID) -> Iterator[Row]:
    return (line_of(order_id, step, None, day) for step, day in past.days.known.items() if step in MOVES)
