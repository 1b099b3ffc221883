"""A step that came too late: its reader sees how things stand now, beside the reason."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from rbo.orders import queries
from rbo.orders.forms.reading import ReadingForm
from rbo.orders.models import Order
from rbo.orders.views.door import bp
from rbo.orders.views.show import parts_of
from rbo.platform.errors import Conflict
from rbo.platform.refusals import explained, roll_back
from rbo.platform.web import is_htmx


@bp.errorhandler(Conflict)
def show_how_it_stands(refusal: Conflict) -> ResponseReturnValue:
    """The order as it is by now; a page that only borrowed its button is told to look again."""
    number = (request.view_args or {}).get("number")
    if request.method == "GET" or number is None or "back" in request.form:
        return _look_again(explained(refusal.status, str(refusal), refusal))
    roll_back()
    order = queries.by_number(number)
    template = "orders/_order.html" if is_htmx() else "orders/show.html"
    said = {"status": refusal.status, "sentence": str(refusal)}
    return render_template(template, **said, **parts_of(order, _typed(order))), refusal.status


def _look_again(answer: Response) -> Response:
    if is_htmx():
        answer.headers["HX-Trigger"] = "stale"
    return answer


def _typed(order: Order) -> ReadingForm | None:
    """The reading that was not taken, so that nobody types it twice."""
    return ReadingForm() if order.is_strung and "dynamic_tension" in request.form else None
