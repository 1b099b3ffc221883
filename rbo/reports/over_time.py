"""Jobs and revenue by month or by year, each as a chart and a table."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.platform import tables
from rbo.platform.charts.columns import Series, compared, stacked
from rbo.platform.charts.figure import Figure, Plot
from rbo.reports.naming import NARROW, drawn_of, row_names
from rbo.reports.rollup import Rollup, bill_of, work_of
from rbo.reports.sums import Bill, percent


def jobs_figure(rollup: Rollup) -> Figure:
    """How many rackets were strung, beside the year before, and how long it took."""
    title = _("Jobs by month") if rollup.span.year else _("Jobs by year")
    counts = [work_of(row.now).jobs for row in rollup.rows]
    most = max(counts)
    meaning = ngettext(
        "%(name)s was the busiest with %(num)d job.",
        "%(name)s was the busiest with %(num)d jobs.",
        most,
        name=_names(rollup)[counts.index(most)],
    )
    return Figure("jobs", title, meaning, drawn_of(title), _jobs_plot(rollup), jobs_table(rollup))


def revenue_figure(rollup: Rollup, currency: str) -> Figure:
    """What was billed in one currency, by labour, strings and extras."""
    title = _("Revenue by month") if rollup.span.year else _("Revenue by year")
    if len(rollup.currencies) > 1:
        title = f"{title}, {currency}"
    meaning = _earned(bill_of(rollup.now, currency), currency)
    plot, table = _revenue_plot(rollup, currency), revenue_table(rollup, currency)
    return Figure(f"revenue-{currency}", title, meaning, drawn_of(title), plot, table)


def jobs_table(rollup: Rollup) -> tables.Table:
    """Jobs and mean days, a row for each month or year."""
    year = rollup.span.year
    counted = [str(year), str(year - 1)] if year else [_("Jobs")]
    rows: list[list[tables.Cell]] = []
    for name, row in zip(_names(rollup), rollup.rows, strict=True):
        now, before = work_of(row.now), work_of(row.before)
        counts = [now.jobs, before.jobs] if year else [now.jobs]
        rows.append([name, *counts, now.turnaround, now.wait])
    days = [_("Days to string"), _("Days to return")]
    return tables.Table("jobs", _("Jobs"), [_heading(rollup), *counted, *days], rows)


def revenue_table(rollup: Rollup, currency: str) -> tables.Table:
    """What was billed in one currency, a row for each month or year."""
    year = rollup.span.year
    totals = [_("Total"), _("Total %(year)s", year=year - 1)] if year else [_("Total")]
    columns = [_heading(rollup), _("Labour"), _("Strings"), _("Extras"), *totals, _("Open")]
    rows: list[list[tables.Cell]] = []
    for name, row in zip(_names(rollup), rollup.rows, strict=True):
        now, before = bill_of(row.now, currency), bill_of(row.before, currency)
        sums = [now.total, before.total] if year else [now.total]
        rows.append([name, now.labour, now.strings, now.extras, *sums, now.unpaid])
    return tables.Table("revenue", _("Revenue, %(currency)s", currency=currency), columns, rows)


def _jobs_plot(rollup: Rollup) -> Plot:
    year, ticks = rollup.span.year, _names(rollup, NARROW)
    now = Series(str(year or _("Jobs")), [work_of(row.now).jobs for row in rollup.rows])
    if not year:
        return stacked(ticks, now)
    return compared(ticks, now, Series(str(year - 1), [work_of(row.before).jobs for row in rollup.rows]))


def _revenue_plot(rollup: Rollup, currency: str) -> Plot:
    bills: list[Bill] = [bill_of(row.now, currency) for row in rollup.rows]
    return stacked(
        _names(rollup, NARROW),
        Series(_("Labour"), [bill.labour for bill in bills]),
        Series(_("Strings"), [bill.strings for bill in bills]),
        Series(_("Extras"), [bill.extras for bill in bills]),
    )


def _earned(bill: Bill, currency: str) -> str:
    if not bill.total:
        return str(_("%(currency)s. Nothing was billed.", currency=currency))
    share = percent(bill.labour, bill.total)
    return str(_("%(currency)s. Labour earns %(percent)s %% of it.", currency=currency, percent=share))


def _names(rollup: Rollup, width: str = "wide") -> list[str]:
    return row_names(rollup.span, [row.number for row in rollup.rows], width)


def _heading(rollup: Rollup) -> str:
    return str(_("Month") if rollup.span.year else _("Year"))
