"""One job: when, with which strings, for how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.admin.handout.entry import Entry, Row, amount, facts, listed, pull
from rbo.orders import told as orders
from rbo.platform.units import short


def job(row: Row, racket: str, numbers: dict[Any, str], extras: Sequence[Row]) -> Entry:
    """One job, its *racket* called by name; *numbers* are those of receipts, *extras* its own."""
    more = ((one["text"], amount(one["price"], row["currency"])) for one in extras)
    told = (
        *_course(row),
        *_strings(row),
        *_prices(row),
        *more,
        (_("Total"), amount(row["total"], row["currency"])),
        (_("Receipt"), numbers.get(row["receipt_id"])),
    )
    return Entry(facts(told), _("Order %(number)s", number=row["number"]) + f" · {racket}")


def _course(row: Row) -> Iterable[tuple[object, Any]]:
    return (
        (_("Ordered"), row["ordered_at"]),
        (_("Promised for"), row["promised_for"]),
        (_("Strung"), row["strung_at"]),
        (_("Returned"), row["returned_at"]),
        (_("Paid"), row["paid_at"]),
        (_("Cancelled"), row["cancelled_at"]),
    )


def _strings(row: Row) -> Iterable[tuple[object, Any]]:
    return (
        *((word, _side(row, side)) for side, word in orders.SIDES.items()),
        (orders.point("pattern"), row["pattern"]),
        (_("Method"), _method(row)),
        (orders.point("dynamic_tension"), _reading(row)),
        (orders.point("comments"), row["comments"]),
    )


def _side(row: Row, side: str) -> str:
    gauge = row[f"{side}_gauge_mm"]
    string = listed(
        row[f"{side}_label"],
        f"{gauge} mm" if gauge else "",
        row[f"{side}_gauge_label"],
        row[f"{side}_colour"],
        _("own string") if row[f"{side}_byo"] else "",
    )
    return "\n".join(filter(None, (string, pull(row[f"{side}_tension"], row["tension_unit"]))))


def _reading(row: Row) -> str:
    if row["dynamic_tension"] is None:
        return ""
    read, instrument = short(row["dynamic_tension"]), row["dynamic_tension_instrument"]
    return f"{read} ({instrument})" if instrument else read


def _method(row: Row) -> str:
    pieces = {1: _("One-piece"), 2: _("Two-piece")}
    knots, stretch = row["knots"], row["prestretch_pct"]
    return listed(
        pieces.get(row["pieces"]),
        ngettext("%(num)d knot", "%(num)d knots", knots) if knots else "",
        _("pre-stretch %(pct)s %%", pct=stretch) if stretch else "",
        row["machine_mode"],
    )


def _prices(row: Row) -> Iterable[tuple[object, Any]]:
    return (
        (orders.point("labour_price"), amount(row["labour_price"], row["currency"])),
        *((orders.point(f"{side}_price"), _price_of(row, side)) for side in orders.SIDES),
    )


def _price_of(row: Row, side: str) -> str:
    return "" if row[f"{side}_byo"] else amount(row[f"{side}_price"], row["currency"])
