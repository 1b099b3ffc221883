"""Moving an order: each verb is an address, DELETE takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVarTuple

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from rbo.orders import queries, service
from rbo.orders.letters import letter_words, sending_words, undone_words
from rbo.orders.models import Order
from rbo.orders.views.door import bp
from rbo.orders.views.show import parts_of
from rbo.platform.db import db
from rbo.platform.fields import day_of
from rbo.platform.security import is_local_path
from rbo.platform.versions import seen
from rbo.platform.web import go, respond
from rbo.platform.words import local_today

Said = TypeVarTuple("Said")


@bp.post("/<int:number>/ordering")
def ordering(number: int) -> ResponseReturnValue:
    """A draft comes onto the bench."""
    order = _after(number, service.mark_ordered, _day())
    return _moved(order, _("On the bench."), undo=".take_back_ordering")


@bp.post("/<int:number>/stringing")
def stringing(number: int) -> ResponseReturnValue:
    """Strung: the receipt gets its number and goes out."""
    order = _after(number, service.mark_strung, _day())
    return _moved(order, letter_words(order), undo=".take_back_stringing")


@bp.post("/<int:number>/return")
def returning(number: int) -> ResponseReturnValue:
    """Handed back."""
    order = _after(number, service.mark_returned, _day())
    return _moved(order, _("Handed back."), undo=".take_back_return")


@bp.post("/<int:number>/payment")
def payment(number: int) -> ResponseReturnValue:
    """Paid."""
    order = _after(number, service.mark_paid, _day())
    return _moved(order, _("Paid."), undo=".take_back_payment")


@bp.post("/<int:number>/cancellation")
def cancellation(number: int) -> ResponseReturnValue:
    """Off the bench."""
    order = _after(number, service.cancel, _day())
    return _moved(order, _("Cancelled."), undo=".take_back_cancellation")


@bp.delete("/<int:number>/ordering")
def take_back_ordering(number: int) -> ResponseReturnValue:
    """A draft again."""
    order = _after(number, service.undo_ordering, _seen_version())
    return _moved(order, _("A draft again."))


@bp.delete("/<int:number>/stringing")
def take_back_stringing(number: int) -> ResponseReturnValue:
    """Not strung after all."""
    order = _after(number, service.undo_stringing, _seen_version())
    return _moved(order, undone_words(order))


@bp.delete("/<int:number>/return")
def take_back_return(number: int) -> ResponseReturnValue:
    """Still here."""
    order = _after(number, service.undo_return, _seen_version())
    return _moved(order, _("The racket is still here."))


@bp.delete("/<int:number>/payment")
def take_back_payment(number: int) -> ResponseReturnValue:
    """Not paid after all."""
    order = _after(number, service.undo_payment, _seen_version())
    return _moved(order, _("Payment is open again."))


@bp.delete("/<int:number>/cancellation")
def take_back_cancellation(number: int) -> ResponseReturnValue:
    """Back on the bench."""
    order = _after(number, service.undo_cancellation, _seen_version())
    return _moved(order, _("Back on the bench."))


@bp.post("/<int:number>/emissions")
def send_again(number: int) -> ResponseReturnValue:
    """Mail today's receipt, once more where it was mailed before."""
    order = _after(number, service.send_again)
    return _moved(order, sending_words(order.receipt) if order.receipt else "")


def _after(number: int, verb: Callable[[Order, *Said], object], *said: *Said) -> Order:
    """The order *number* after *verb*, told what the form said."""
    order = queries.by_number(number, lock=True)
    verb(order, *said)
    db.session.commit()
    return order


def _moved(order: Order, said: str, undo: str = "") -> ResponseReturnValue:
    address = url_for(undo, number=order.number, version=order.version) if undo else ""
    back = request.form.get("back", "")
    if is_local_path(back):
        return go(back, said, address)
    here = url_for(".show", number=order.number)
    return respond("orders/_order.html", page=here, said=said, undo=address, **parts_of(order))


def _day() -> date:
    return day_of(request.form, "on", local_today())


def _seen_version() -> int:
    return seen(request.values.get("version"))
