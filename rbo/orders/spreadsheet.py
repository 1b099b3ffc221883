"""Orders as a table for a spreadsheet program: a row for each, with both sides, every day and the price."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _

from rbo.orders.constraints import Step
from rbo.orders.lifecycle import State
from rbo.orders.models import Order
from rbo.orders.moves import date_of
from rbo.orders.side import Side
from rbo.platform import tables
from rbo.platform.tables import Cell


def table_of(orders: Iterable[Order]) -> tables.Table:
    """*orders* in the language of the reader."""
    return tables.Table("orders", _("Orders"), _columns(), [_row(order) for order in orders])


def _columns() -> list[str]:
    days, tension = (_("Ordered"), _("Strung"), _("Returned"), _("Paid")), _("Tension")
    sides = (text for side in (_("Mains"), _("Crosses")) for text in (side, f"{side}, {tension}"))
    return [
        *(_("No."), _("State"), _("Client"), _("Racket"), _("Short id"), _("Pattern")),
        *(*sides, _("Unit")),
        *(*days, _("Cancelled")),
        *(_("Currency"), _("Total"), _("Receipt"), _("Comments")),
    ]


def _row(order: Order) -> list[Cell]:
    racket = order.racket
    return [
        *(
            order.number,
            _state(order.state),
            order.client.name,
            racket.label,
            racket.instance_id,
            order.pattern,
        ),
        *(*_side(order.main), *_side(order.cross), str(order.tension_unit)),
        *(_day(date_of(order, step)) for step in Step),
        *(order.currency, order.total, order.receipt.number if order.receipt else "", order.comments),
    ]


def _state(state: State) -> str:
    words: dict[State, str] = {
        State.DRAFT: _("Draft"),
        State.ORDERED: _("Ordered"),
        State.STRUNG: _("Strung"),
        State.RETURNED: _("Returned"),
        State.PAID: _("Paid"),
        State.DONE: _("Done"),
        State.CANCELLED: _("Cancelled"),
    }
    return words[state]


def _side(side: Side) -> tuple[Cell, Cell]:
    return side.label_with_gauge, side.tension


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
