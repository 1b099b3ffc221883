"""A year, or all of them, in plain values, for whoever draws no charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rbo.reports.patience import in_one_go
from rbo.reports.queries import Month, months
from rbo.reports.rollup import Rollup, bill_of, work_of
from rbo.reports.span import Span


@dataclass(frozen=True)
class Billed:
    """What clients' jobs came to in one currency."""

    currency: str
    labour: Decimal
    strings: Decimal
    extras: Decimal
    total: Decimal
    unpaid: Decimal
    unpaid_jobs: int


@dataclass(frozen=True)
class Part:
    """One month of a year, or one of all years, by its number."""

    number: int
    jobs: int
    billed: Sequence[Billed]


@dataclass(frozen=True)
class Summary:
    """Clients' jobs of a span, and how many of the stringer's own; *turnaround_days* is a mean."""

    year: int | None
    jobs: int
    own_rackets: int
    turnaround_days: Decimal | None
    billed: Sequence[Billed]
    parts: Sequence[Part]


def summary(year: int | None, today: date) -> Summary:
    """What the page of reports shows of *year*, or of all years."""
    span = Span(year, today)
    with in_one_go(span):
        rollup = Rollup(span, months(span))
    work = work_of(rollup.now)
    parts = [
        Part(row.number, work_of(row.now).jobs, _billed(rollup.currencies, row.now)) for row in rollup.rows
    ]
    bills = _billed(rollup.currencies, rollup.now)
    return Summary(year, work.jobs, rollup.own_rackets, work.turnaround, bills, parts)


def _billed(currencies: Sequence[str], jobs: Sequence[Month]) -> list[Billed]:
    bills = {currency: bill_of(jobs, currency) for currency in currencies}
    return [Billed(currency=currency, total=bill.total, **vars(bill)) for currency, bill in bills.items()]
