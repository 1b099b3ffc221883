"""A stringjob's form and the bench: what stands in it at first, what it means when it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from rbo.orders.content import KNOTS, JobContent, method_of
from rbo.orders.forms.job import OTHER_DAY, JobForm
from rbo.orders.forms.side import ALIKE, DIFFERENT
from rbo.orders.forms.stringjob import NEW
from rbo.orders.gauge import Gauge
from rbo.orders.models import Order
from rbo.orders.naming import string_named, typed
from rbo.orders.side import NOTHING, Side
from rbo.platform.words import local_today
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
    """What the last job puts into the form: all but what was said for that day alone."""
    return {
        "unit": order.tension_unit.value,
        "main": _side(order.main),
        "cross": _side(order.cross),
        "follow": ALIKE if _is_alike(order) else DIFFERENT,
        "labour_price": order.labour_price,
        "set_price": order.main.price + order.cross.price,
        "pieces": str(order.pieces or ""),
        "knots": order.knots if order.knots != KNOTS.get(order.pieces or 0) else None,
        "prestretch_pct": order.prestretch_pct,
        "machine_mode": order.machine_mode,
    }


def shown(order: Order) -> dict[str, Any]:
    """The whole content of *order*, to be changed; it must be loaded with its racket and extras."""
    return copied(order) | {
        "pattern": "" if order.pattern == order.racket.pattern else order.pattern,
        "dynamic_tension": order.dynamic_tension,
        "dynamic_tension_instrument": order.dynamic_tension_instrument,
        "comments": order.comments,
        "extras": [{"text": extra.text, "price": extra.price} for extra in order.extras],
        "promised": _promise(order.promised_for),
        "promised_other": order.promised_for,
    }


def content_of(form: JobForm) -> JobContent:
    """What the checked form says; a hybrid is always two-piece, and knots follow from the pieces."""
    main, cross = _sides(form)
    pieces, knots = method_of(main, cross, int(form.pieces.data or 0) or None, form.knots.data)
    return JobContent(
        tension_unit=TensionUnit(form.unit.data),
        main=main,
        cross=cross,
        pattern=form.pattern.data,
        labour_price=form.labour_price.data or NOTHING,
        extras=tuple(
            (extra.text.data, extra.price.data or NOTHING) for extra in form.extras if extra.text.data
        ),
        pieces=pieces,
        knots=knots,
        prestretch_pct=form.prestretch_pct.data,
        machine_mode=form.machine_mode.data,
        dynamic_tension=form.dynamic_tension.data,
        dynamic_tension_instrument=form.dynamic_tension_instrument.data,
        comments=(form.comments.data or "").strip(),
        promised_for=form.promised_day,
    )


def _promise(day: date | None) -> str:
    today = local_today()
    if day is None:
        return ""
    return day.isoformat() if day in (today, today + timedelta(days=1)) else OTHER_DAY


def _side(side: Side) -> dict[str, Any]:
    return {
        "string": typed(side),
        "gauge": Gauge(side.gauge_mm, side.gauge_label),
        "tension": side.tension,
        "byo": side.byo,
        "price": side.price,
        "colour": side.colour,
    }


def _is_alike(order: Order) -> bool:
    main, cross = order.main, order.cross
    odd = main.price - cross.price
    return odd in (NOTHING, ODD_CENT) and main == replace(cross, price=main.price, byo=main.byo)


def _sides(form: JobForm) -> tuple[Side, Side]:
    main_price, cross_price = form.side_prices
    main = _read(form.main.form, main_price)
    if form.is_alike:
        return main, replace(main, price=cross_price, byo=form.cross.byo.data)
    return main, _read(form.cross.form, cross_price)


def _read(side: Any, price: Decimal) -> Side:
    return string_named(
        side.string.data,
        side.gauge.data or Gauge(),
        tension=side.tension.data,
        colour=side.colour.data,
        price=price,
        byo=side.byo.data,
    )
