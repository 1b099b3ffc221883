"""Looking through rackets and strings; every filter stands in the address."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rbo.catalogue import figures, queries
from rbo.catalogue.figures import Figures
from rbo.catalogue.forms import MATERIALS, SPORTS
from rbo.catalogue.models import Sport
from rbo.catalogue.queries import Narrow
from rbo.catalogue.views.door import bp
from rbo.platform.web import LONGEST_SEARCH, is_htmx, searched

A_PAGE, MOST_SKIPPED = 50, 100_000
LONGEST_FIGURE, LARGEST_EXPONENT = 8, 2


@bp.get("")
def rackets() -> ResponseReturnValue:
    """Racket models; *q* searches, the rest narrows, *skip* is how many were seen already."""
    wanted = Narrow(
        sport=_sport(), is_own=_is_own(), pattern=_word("pattern"), head_size_in2=_number("head_size")
    )
    found = queries.find_rackets(searched(), wanted, limit=A_PAGE + 1, skip=_skipped())
    return _list("rackets", found, wanted, figures.racket_figures())


@bp.get("/strings")
def strings() -> ResponseReturnValue:
    """Strings, each with its gauges."""
    wanted = Narrow(sport=_sport(), is_own=_is_own(), material=_word("material"), gauge_mm=_number("gauge"))
    found = queries.find_families(searched(), wanted, limit=A_PAGE + 1, skip=_skipped())
    return _list("strings", found, wanted, figures.string_figures())


def _list(kind: str, found: Sequence[Any], wanted: Narrow, known: Figures) -> ResponseReturnValue:
    skip, address = _skipped(), _address(wanted)
    answer = make_response(
        render_template(
            "catalogue/_models.html" if is_htmx() else "catalogue/index.html",
            kind=kind,
            models=found[:A_PAGE],
            wanted=wanted,
            figures=known,
            materials=MATERIALS,
            sports=SPORTS,
            address=address,
            skip=skip,
            next=skip + A_PAGE if len(found) > A_PAGE else None,
        )
    )
    if is_htmx() and not skip:
        answer.headers["HX-Replace-Url"] = url_for(f".{kind}", **address)
    return answer


def _address(wanted: Narrow) -> dict[str, Any]:
    """The filters as they stand in the address; what narrows nothing is left out."""
    said = {
        "q": searched(),
        "sport": wanted.sport,
        "own": "1" if wanted.is_own else "",
        "pattern": wanted.pattern,
        "head_size": wanted.head_size_in2,
        "material": wanted.material,
        "gauge": wanted.gauge_mm,
    }
    return {name: value for name, value in said.items() if value}


def _sport() -> Sport | None:
    wanted = request.args.get("sport", "")
    return Sport(wanted) if wanted in list(Sport) else None


def _is_own() -> bool:
    return request.args.get("own") == "1"


def _word(name: str) -> str:
    return request.args.get(name, "")[:LONGEST_SEARCH].strip()


def _number(name: str) -> Decimal | None:
    try:
        number = Decimal(request.args.get(name, "")[:LONGEST_FIGURE])
    except InvalidOperation:
        return None
    return number if number.is_finite() and number.adjusted() <= LARGEST_EXPONENT else None


def _skipped() -> int:
    return min(max(request.args.get("skip", 0, type=int), 0), MOST_SKIPPED)
