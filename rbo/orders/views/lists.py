"""Looking at orders: the list, one order, its letters."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from rbo.orders import queries
from rbo.orders.lifecycle import State
from rbo.orders.models import Order
from rbo.orders.views.door import bp
from rbo.platform.web import is_htmx, row_number, searched
from rbo.platform.words import local_today
from rbo.receipts import queries as receipts

A_PAGE = 30


@bp.get("")
def index() -> ResponseReturnValue:
    """The list; state and text stand in the address, *before* is where the next page begins."""
    wanted, text = request.args.get("state", ""), searched()
    state = State(wanted) if wanted in list(State) else None
    before = request.args.get("before", type=row_number)
    orders = queries.page(state, text, before, limit=A_PAGE + 1)
    template = "orders/_page.html" if is_htmx() else "orders/index.html"
    more = orders[A_PAGE - 1].number if len(orders) > A_PAGE else None
    return render_template(
        template, orders=orders[:A_PAGE], state=state, text=text, more=more, before=before, states=State
    )


@bp.get("/<int:number>")
def show(number: int) -> ResponseReturnValue:
    """One order."""
    return render_template("orders/show.html", **parts_of(queries.by_number(number)))


@bp.get("/<int:number>/emissions")
def emissions(number: int) -> ResponseReturnValue:
    """The receipt and its letters: a card that asks again while a letter is under way."""
    order = queries.by_number(number)
    if order.receipt is None or not is_htmx():
        return redirect(url_for(".show", number=number))
    return render_template("orders/_receipt.html", **parts_of(order))


def parts_of(order: Order) -> dict[str, object]:
    """What the page of one order shows."""
    letters = receipts.emissions_of(order.receipt) if order.receipt else []
    return {"order": order, "emissions": letters, "today": local_today()}
