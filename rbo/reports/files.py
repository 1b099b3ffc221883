"""The tables behind the charts as they are handed out: whole, with nobody left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from rbo.platform import tables
from rbo.reports.naming import sport_name
from rbo.reports.over_time import jobs_table, revenue_table
from rbo.reports.queries import months, regulars
from rbo.reports.rankings import kinds, strings_table, top_clients
from rbo.reports.rollup import Rollup, work_of
from rbo.reports.sides import choices, pulls
from rbo.reports.span import Span
from rbo.reports.spread import spread_table, spreads
from rbo.stringers.models import Stringer

TableOf = Callable[[Span, Stringer], tables.Table]


def _jobs(span: Span, _me: Stringer) -> tables.Table:
    return jobs_table(_rollup(span))


def _revenue(span: Span, me: Stringer) -> tables.Table:
    rollup = _rollup(span)
    currencies = rollup.currencies or [me.currency]
    return _joined(
        "revenue", _("Currency"), {currency: revenue_table(rollup, currency) for currency in currencies}
    )


def _tension(span: Span, me: Stringer) -> tables.Table:
    found = spreads(pulls(span), me.default_tension_unit)
    return _joined(
        "tension", _("Sport"), {sport_name(spread.sport): spread_table(spread) for spread in found}
    )


def _strings(span: Span, _me: Stringer) -> tables.Table:
    return strings_table(choices(span))


def _kinds(span: Span, _me: Stringer) -> tables.Table:
    return kinds(work_of(_rollup(span).now), pulls(span)).table


def _clients(span: Span, _me: Stringer) -> tables.Table:
    return top_clients(regulars(span)).table


FILES: Mapping[str, TableOf] = {
    "jobs": _jobs,
    "revenue": _revenue,
    "tension": _tension,
    "strings": _strings,
    "kinds": _kinds,
    "clients": _clients,
}


def _rollup(span: Span) -> Rollup:
    return Rollup(span, months(span))


def _joined(name: str, heading: str, parts: Mapping[str, tables.Table]) -> tables.Table:
    """Tables of the same columns under each other, with a first column that tells them apart."""
    columns = next((part.columns for part in parts.values()), ())
    rows = [[place, *row] for place, part in parts.items() for row in part.rows]
    return tables.Table(name, heading, [heading, *columns], rows)
