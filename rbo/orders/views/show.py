"""One order: all of it at a glance, its letters, what happened to it."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from rbo.orders import queries, service, told, trail
from rbo.orders.forms.reading import ReadingForm
from rbo.orders.models import Order
from rbo.orders.views.door import bp
from rbo.platform.ids import new_id
from rbo.platform.told import told_of
from rbo.platform.web import is_htmx
from rbo.platform.words import local_today
from rbo.receipts import queries as receipts


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
    letters = receipts.emissions_of(order.receipt)
    return render_template("orders/_receipt.html", order=order, emissions=letters)


def parts_of(order: Order, reading: ReadingForm | None = None) -> dict[str, Any]:
    """What the page of one order shows; *reading* is a form that came back with something to correct."""
    return {
        "order": order,
        "undoable": service.undoable(order),
        "today": local_today(),
        "moves": trail.moves_of(order),
        "changes": told_of(order.id, told.said),
        "original": trail.original_of(order),
        "redone": trail.redone_as(order),
        "reading": reading or _reading(order),
        "form_key": new_id(),
        "emissions": receipts.emissions_of(order.receipt) if order.receipt else [],
    }


def _reading(order: Order) -> ReadingForm | None:
    if not order.is_strung:
        return None
    known = {
        "dynamic_tension": order.dynamic_tension,
        "dynamic_tension_instrument": order.dynamic_tension_instrument or trail.last_instrument(),
    }
    return ReadingForm(formdata=None, data=known)
