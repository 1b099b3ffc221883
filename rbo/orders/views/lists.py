"""The list of orders."""

from __future__ import annotations

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rbo.clients import queries as clients
from rbo.orders import queries
from rbo.orders.listing import filters
from rbo.orders.listing import page as listing
from rbo.orders.listing.wanted import Wanted
from rbo.orders.views.door import bp
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.web import is_htmx
from rbo.platform.words import local_today


@bp.get("")
def index() -> ResponseReturnValue:
    """The list; every filter stands in the address, where it begins, and whether all of it is ticked."""
    wanted, wrong = filters.read(request.args)
    before, after = (filters.mark(request.args, name, wanted) for name in ("before", "after"))
    is_ticked = request.args.get("select") == "all"
    found = listing.page(wanted, before, after, queries.MOST if is_ticked else listing.A_PAGE)
    page = render_template(
        "orders/_found.html" if is_htmx() else "orders/index.html",
        wanted=wanted,
        wrong=wrong,
        page=found,
        named=_named(wanted),
        typed=request.args,
        is_ticked=is_ticked,
        form_key=new_id(),
        today=local_today(),
    )
    return _at_its_address(page, wanted)


def _at_its_address(page: str, wanted: Wanted) -> Response:
    """While a filter is typed, the browser shows the address of what it sees."""
    answer = make_response(page)
    if is_htmx():
        answer.headers["HX-Replace-Url"] = url_for(".index", **wanted.address())  # type: ignore[arg-type]
    return answer


def _named(wanted: Wanted) -> dict[str, str]:
    """What the filters by id are called; nothing for an id that is not in the book."""
    named = {"client": "", "racket": ""}
    try:
        if wanted.client is not None:
            named["client"] = clients.by_id(wanted.client).name
        if wanted.racket is not None:
            racket = clients.racket_by_id(wanted.racket)
            named["racket"] = " · ".join(filter(None, (racket.label, racket.instance_id)))
    except Missing:
        return named
    return named
