"""One page of reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbo.platform.charts.figure import Figure
from rbo.reports.over_time import jobs_figure, revenue_figure
from rbo.reports.queries import regulars, years
from rbo.reports.rankings import Clients, Ranking, kinds, top_clients, top_strings
from rbo.reports.rollup import Rollup, work_of
from rbo.reports.sides import choices, pulls
from rbo.reports.span import Span
from rbo.reports.spread import spread_figure, spreads
from rbo.reports.totals import Total, totals
from rbo.stringers.models import TensionUnit

MOST_RANKED = 10


@dataclass(frozen=True)
class Report:
    """What a page shows of a span with at least one job."""

    totals: Sequence[Total]
    figures: Sequence[Figure]
    strings: Ranking
    kinds: Ranking
    clients: Clients


def years_to_choose(span: Span) -> list[int]:
    """The years with jobs, this one, and the one that is shown."""
    return sorted({*years(), span.today.year, span.year or span.today.year})


def report_of(rollup: Rollup, unit: TensionUnit) -> Report:
    """Everything about a span with jobs."""
    span = rollup.span
    pulled = pulls(span)
    found = spreads(pulled, unit)
    return Report(
        totals=totals(rollup),
        figures=[
            jobs_figure(rollup),
            *(revenue_figure(rollup, currency) for currency in rollup.currencies),
            *(spread_figure(spread, is_only=len(found) == 1) for spread in found),
        ],
        strings=top_strings(choices(span, MOST_RANKED)),
        kinds=kinds(work_of(rollup.now), pulled),
        clients=top_clients(regulars(span, MOST_RANKED)),
    )
