"""Who came most, which strings went in, how many jobs were of which kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from flask_babel import gettext as _

from rbo.catalogue.models import Sport
from rbo.platform import tables
from rbo.platform.charts.ranking import Lying, Ranked, ranking
from rbo.reports.naming import sport_name
from rbo.reports.queries import Regular
from rbo.reports.sides import Choice, Pull
from rbo.reports.sums import Bill, Work, percent


@dataclass(frozen=True)
class Ranking:
    """Rows with their numbers as bars, and the same as a table."""

    bars: Sequence[Lying]
    table: tables.Table


@dataclass(frozen=True)
class Clients:
    """A table of clients, and whose row is which."""

    table: tables.Table
    ids: Sequence[UUID]


def top_strings(choices: Sequence[Choice]) -> Ranking:
    """Strings by sides; the clients' own are hatched."""
    rows = [
        Ranked(
            choice.name, choice.sides, choice.own, _("own: %(count)s", count=choice.own) if choice.own else ""
        )
        for choice in choices
    ]
    return Ranking(ranking(rows), strings_table(choices))


def strings_table(choices: Sequence[Choice]) -> tables.Table:
    """A row for each string."""
    columns = [_("String"), _("Sides"), _("Own strings")]
    return tables.Table(
        "strings", _("Top strings"), columns, [(each.name, each.sides, each.own) for each in choices]
    )


def kinds(work: Work, pulls: Sequence[Pull]) -> Ranking:
    """Hybrids, clients' own strings and sports as parts of all jobs."""
    sports: Counter[Sport | None] = Counter()
    for pull in pulls:
        sports[pull.sport] += pull.jobs
    counted = [
        (_("Hybrid"), work.hybrids),
        (_("Own string on both sides"), work.own_both),
        (_("Own string on one side"), work.own_one),
        *((sport_name(sport), sports[sport]) for sport in (*Sport, None) if sports[sport]),
    ]
    shares = [(name, jobs, percent(jobs, work.jobs)) for name, jobs in counted]
    table = tables.Table("kinds", _("Kinds of jobs"), [_("Kind"), _("Jobs"), "%"], shares)
    return Ranking(
        ranking([Ranked(name, jobs, note=f"{part} %") for name, jobs, part in shares], work.jobs), table
    )


def top_clients(regulars: Sequence[Regular]) -> Clients:
    """Clients by their jobs, revenue in a column for each currency."""
    theirs: dict[UUID, list[Regular]] = defaultdict(list)
    for regular in regulars:
        theirs[regular.client_id].append(regular)
    ids = sorted(theirs, key=lambda client: (-_work(theirs[client]).jobs, theirs[client][0].name, client))
    currencies = sorted({regular.currency for regular in regulars})
    revenue = [_("Revenue, %(currency)s", currency=currency) for currency in currencies]
    columns = [_("Client"), _("Jobs"), *revenue, _("Days to string")]
    rows = [_client_row(theirs[client], currencies) for client in ids]
    return Clients(tables.Table("clients", _("Top clients"), columns, rows), ids)


def _client_row(parts: Sequence[Regular], currencies: Sequence[str]) -> list[tables.Cell]:
    work, bills = _work(parts), {part.currency: part.bill for part in parts}
    totals = [bills.get(currency, Bill()).total for currency in currencies]
    return [parts[0].name, work.jobs, *totals, work.turnaround]


def _work(parts: Sequence[Regular]) -> Work:
    return sum((part.work for part in parts), Work())
