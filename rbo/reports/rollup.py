"""Months put together: a year by its months, or all years, each beside the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rbo.orders.constraints import Kind
from rbo.reports.queries import Month
from rbo.reports.span import Span
from rbo.reports.sums import Bill, Work


@dataclass(frozen=True)
class Row:
    """One month of a year, or one of all years: its number, its jobs, and those a year before."""

    number: int
    now: Sequence[Month]
    before: Sequence[Month]


@dataclass(frozen=True)
class Rollup:
    """The jobs of a span and of the one before it."""

    span: Span
    months: Sequence[Month]

    @cached_property
    def now(self) -> list[Month]:
        """Clients' jobs of the span."""
        return [month for month in self._of_clients if self.span.first <= month.first <= self.span.last]

    @cached_property
    def before(self) -> list[Month]:
        """Clients' jobs of the span before it."""
        return [month for month in self._of_clients if month.first < self.span.first]

    @property
    def so_far_before(self) -> list[Month]:
        """Of the span before, what is like the days that have passed of this one."""
        return [month for month in self.before if not month.is_late]

    @property
    def own_rackets(self) -> int:
        """The stringer's own rackets of the span, which are counted nowhere else."""
        rest = [month for month in self.months if month.kind is Kind.SELF]
        return work_of([month for month in rest if month.first >= self.span.first]).jobs

    @property
    def currencies(self) -> list[str]:
        """Currencies of the span, the one of the most jobs first."""
        jobs: Counter[str] = Counter()
        for month in self.now:
            jobs[month.currency] += month.work.jobs
        return [currency for currency, _jobs in sorted(jobs.items(), key=lambda pair: (-pair[1], pair[0]))]

    @cached_property
    def rows(self) -> list[Row]:
        """The months of the year, or the years from the first to the last."""
        return [
            Row(number, self._at(number, self.now), self._at(number, self.before)) for number in self._numbers
        ]

    @property
    def _numbers(self) -> Sequence[int]:
        if self.span.year:
            return range(1, 13)
        years = [month.first.year for month in self.now]
        return range(min(years), max(years) + 1) if years else ()

    def _at(self, number: int, months: Sequence[Month]) -> list[Month]:
        if self.span.year:
            return [month for month in months if month.first.month == number]
        return [month for month in months if month.first.year == number]

    @property
    def _of_clients(self) -> list[Month]:
        return [month for month in self.months if month.kind is Kind.CLIENT]


def work_of(months: Sequence[Month]) -> Work:
    """All of it, whatever its currency."""
    return sum((month.work for month in months), Work())


def bill_of(months: Sequence[Month], currency: str) -> Bill:
    """What of it was billed in one currency."""
    return sum((month.bill for month in months if month.currency == currency), Bill())
