"""The numbers above the charts, each with what it was a year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.platform.money import money
from rbo.reports.rollup import Rollup, bill_of, work_of


@dataclass(frozen=True)
class Total:
    """One number, and what is said below it."""

    name: str
    number: str
    notes: Sequence[str]


def totals(rollup: Rollup) -> list[Total]:
    """Jobs, revenue and open amount of each currency, mean turnaround."""
    return [
        _jobs(rollup),
        *(_revenue(rollup, currency) for currency in rollup.currencies),
        _turnaround(rollup),
        *(_open(rollup, currency) for currency in rollup.currencies),
    ]


def _jobs(rollup: Rollup) -> Total:
    jobs, before = work_of(rollup.now).jobs, work_of(rollup.so_far_before).jobs
    return Total(_("Jobs strung"), str(jobs), _beside(rollup, str(before)))


def _revenue(rollup: Rollup, currency: str) -> Total:
    bill, before = bill_of(rollup.now, currency), bill_of(rollup.so_far_before, currency)
    strings = _("%(amount)s strings", amount=money(bill.strings))
    name = _("Revenue, %(currency)s", currency=currency)
    return Total(name, money(bill.total), [strings, *_beside(rollup, money(before.total))])


def _turnaround(rollup: Rollup) -> Total:
    now, before = work_of(rollup.now), work_of(rollup.so_far_before)
    notes = _beside(rollup, str(before.turnaround)) if before.turnaround is not None else []
    if now.wait is not None:
        notes = [*notes, _("%(days)s more until returned", days=_days(now.wait))]
    return Total(_("Mean turnaround"), _days(now.turnaround or Decimal(0)), notes)


def _open(rollup: Rollup, currency: str) -> Total:
    bill = bill_of(rollup.now, currency)
    jobs = ngettext("%(num)d order", "%(num)d orders", bill.unpaid_jobs)
    return Total(_("Open, %(currency)s", currency=currency), money(bill.unpaid), [jobs])


def _beside(rollup: Rollup, before: str) -> list[str]:
    """The same number of the year before; of a running year up to the same day."""
    if not (rollup.span.year and rollup.before):
        return []
    year = rollup.span.year - 1
    if rollup.span.is_running:
        return [_("%(number)s by this day in %(year)s", number=before, year=year)]
    return [_("%(number)s in %(year)s", number=before, year=year)]


def _days(mean: Decimal) -> str:
    return str(_("%(mean)s days", mean=mean))
