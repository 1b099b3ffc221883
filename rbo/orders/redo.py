"""Doing a job once more, free of charge: a redo, or a warranty."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _

from rbo.orders.intake import NewOrder, take_in
from rbo.orders.models import Order
from rbo.orders.refusals import NotStrung
from rbo.orders.side import NOTHING


def redo(order: Order) -> Order:
    """Take the same racket in again with the same set-up, at no price, linked to *order*.

    Raises:
        NotStrung: there is nothing to do again yet.
    """
    refuse_undone(order)
    same = NewOrder(
        client=order.client,
        racket=order.racket,
        tension_unit=order.tension_unit,
        main=replace(order.main, price=NOTHING),
        cross=replace(order.cross, price=NOTHING),
        pattern=order.pattern,
        pieces=order.pieces,
        knots=order.knots,
        prestretch_pct=order.prestretch_pct,
        machine_mode=order.machine_mode,
        redo_of=order.id,
    )
    return take_in(same)


def refuse_undone(order: Order) -> None:
    """Refuse to do again what was not done.

    Raises:
        NotStrung: there is nothing to do again yet.
    """
    if not order.is_strung:
        raise NotStrung(_("Order %(number)s is not strung yet.", number=order.number))
