"""`/reports`: what a year or all of them came to, as a page and as files for a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rbo.platform.errors import Missing
from rbo.platform.tables import as_csv
from rbo.platform.web import go
from rbo.platform.words import local_today
from rbo.reports.files import FILES, TableOf
from rbo.reports.patience import TooManyYears, in_one_go
from rbo.reports.queries import months
from rbo.reports.report import report_of, years_to_choose
from rbo.reports.rollup import Rollup
from rbo.reports.span import Span, span_of

bp = Blueprint("reports", __name__, url_prefix="/reports", template_folder="templates")


@bp.get("")
def index() -> ResponseReturnValue:
    """One year by its months (*year*), or all years."""
    span = _asked_for()
    try:
        with in_one_go(span):
            return _page(span)
    except TooManyYears as no:
        return go(url_for(".index", year=span.today.year), str(no))


def _page(span: Span) -> str:
    rollup = Rollup(span, months(span))
    return render_template(
        "reports/index.html",
        span=span,
        years=years_to_choose(span),
        rollup=rollup,
        report=report_of(rollup, g.me.default_tension_unit) if rollup.now else None,
    )


def _file_of(name: str, table_of: TableOf) -> Callable[[], Response]:
    def file() -> Response:
        span = _asked_for()
        with in_one_go(span):
            table = table_of(span, g.me)
        answer = Response(as_csv(table), mimetype="text/csv")
        file_name = f"rbo-{name}-{span.year or 'all'}.csv"
        answer.headers.set("Content-Disposition", "attachment", filename=file_name)
        return answer

    return file


for each, its_table in FILES.items():
    bp.add_url_rule(f"/{each}.csv", f"{each}_file", _file_of(each, its_table))


def _asked_for() -> Span:
    try:
        return span_of(request.args.get("year", ""), local_today())
    except ValueError:
        raise Missing from None
