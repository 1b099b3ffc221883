"""Add stringjob's form and the bench: what stands in it at first, what it means when it comes back."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from rbo.clients.models import ClientProfile, Racket
from rbo.orders.forms import NEW, StringjobForm
from rbo.orders.intake import NewOrder
from rbo.orders.models import Order
from rbo.orders.naming import string_named
from rbo.orders.side import NOTHING, Side
from rbo.orders.side_form import ALIKE, DIFFERENT
from rbo.platform.money import halves
from rbo.stringers.models import Stringer, TensionUnit

ODD_CENT = Decimal("0.01")


def blank(stringer: Stringer, form_key: UUID) -> dict[str, Any]:
    """What stands in the form when there is nothing to copy."""
    return {
        "form_key": str(form_key),
        "client": NEW,
        "racket": NEW,
        "unit": stringer.default_tension_unit.value,
        "labour_price": stringer.default_labour_price,
        "set_price": NOTHING,
        "main": {"price": NOTHING},
        "cross": {"price": NOTHING},
    }


def copied(order: Order) -> dict[str, Any]:
    """What the last job puts into the form."""
    return {
        "unit": order.tension_unit.value,
        "main": _side(order.main),
        "cross": _side(order.cross),
        "follow": ALIKE if _is_alike(order) else DIFFERENT,
        "labour_price": order.labour_price,
        "set_price": order.main.price + order.cross.price,
        "pieces": str(order.pieces or ""),
        "prestretch_pct": order.prestretch_pct,
    }


def new_order(form: StringjobForm, client: ClientProfile, racket: Racket) -> NewOrder:
    """The stringjob that the checked form asks for."""
    main, cross = _sides(form)
    return NewOrder(
        client=client,
        racket=racket,
        tension_unit=TensionUnit(form.unit.data),
        main=main,
        cross=cross,
        pattern=form.pattern.data,
        labour_price=form.labour_price.data or NOTHING,
        pieces=int(form.pieces.data) if form.pieces.data else None,
        prestretch_pct=form.prestretch_pct.data,
        comments=(form.comments.data or "").strip(),
        ordered_at=form.ordered_at.data,
        promised_for=form.promised_day,
    )


def _side(side: Side) -> dict[str, Any]:
    return {
        "string": side.label_with_gauge,
        "tension": side.tension,
        "byo": side.byo,
        "price": side.price,
        "colour": side.colour,
    }


def _is_alike(order: Order) -> bool:
    main, cross = order.main, order.cross
    odd = main.price - cross.price
    return odd in (NOTHING, ODD_CENT) and replace(main, price=NOTHING) == replace(cross, price=NOTHING)


def _sides(form: StringjobForm) -> tuple[Side, Side]:
    main = _read(form.main.form)
    if not form.is_alike:
        return main, _read(form.cross.form)
    main_price, cross_price = halves(form.set_price.data or NOTHING)
    return replace(main, price=main_price), replace(main, price=cross_price)


def _read(side: Any) -> Side:
    return string_named(
        side.string.data,
        tension=side.tension.data,
        colour=side.colour.data,
        price=side.price.data or NOTHING,
        byo=side.byo.data,
    )
