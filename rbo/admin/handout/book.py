"""What one stringer wrote down: the client, the rackets, the jobs with their receipts and letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rbo.admin.handout.entry import Chapter, Entry, Fact, Part, Row, amount, facts, language, moment, pull
from rbo.clients import told as clients
from rbo.orders import told as orders
from rbo.platform.units import short
from rbo.receipts.models import Skipped, number_of


def book(known: dict[str, Any]) -> Part:
    """One stringer's part."""
    rackets = {row["id"]: row for row in known["rackets"]}
    numbers = {row["id"]: number_of(row["year"], row["seq"]) for row in known["receipts"]}
    jobs = sorted(known["jobs"], key=lambda row: int(row["number"]), reverse=True)
    chapters = (
        Chapter(_("Client"), [Entry(_client(known["client"]))]),
        Chapter(_("Rackets"), [Entry(_racket(row), row["label"]) for row in rackets.values()]),
        Chapter(
            _("Stringjobs"),
            [_job(row, rackets[row["racket_id"]]["label"], numbers, known["extras"]) for row in jobs],
        ),
        Chapter(_("Letters"), [Entry([_letter(row, numbers) for row in known["letters"]])]),
    )
    return Part(
        known["stringer"] or "–",
        [one for one in chapters if any(entry.title or entry.facts for entry in one.entries)],
    )


def _client(row: Row) -> Sequence[Fact]:
    written = ((clients.point(column), value) for column, value in row.items() if column != "archived_at")
    standing = (
        (_("Written into the book"), row["created_at"]),
        (_("Accepted since"), row["accepted_at"]),
        (_("Archived"), row["archived_at"]),
    )
    return facts((*written, *standing))


def _racket(row: Row) -> Sequence[Fact]:
    return facts((clients.point(column), value) for column, value in row.items() if column != "label")


def _job(row: Row, racket: str, numbers: dict[Any, str], extras: Sequence[Row]) -> Entry:
    more = [
        (one["text"], amount(one["price"], row["currency"])) for one in extras if one["order_id"] == row["id"]
    ]
    told = (
        *_course(row),
        *_strings(row),
        *_prices(row),
        *more,
        (_("Total"), amount(row["total"], row["currency"])),
    )
    number = (_("Receipt"), numbers.get(row["receipt_id"]))
    return Entry(facts((*told, number)), _("Order %(number)s", number=row["number"]) + f" · {racket}")


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
    parts = (
        row[f"{side}_label"],
        f"{gauge} mm" if gauge else "",
        row[f"{side}_gauge_label"],
        row[f"{side}_colour"],
        _("own string") if row[f"{side}_byo"] else "",
    )
    lines = (", ".join(filter(None, parts)), pull(row[f"{side}_tension"], row["tension_unit"]))
    return "\n".join(filter(None, lines))


def _reading(row: Row) -> str:
    if row["dynamic_tension"] is None:
        return ""
    read, instrument = short(row["dynamic_tension"]), row["dynamic_tension_instrument"]
    return f"{read} ({instrument})" if instrument else read


def _method(row: Row) -> str:
    pieces = {1: _("One-piece"), 2: _("Two-piece")}
    knots, stretch = row["knots"], row["prestretch_pct"]
    parts = (
        pieces.get(row["pieces"]),
        ngettext("%(num)d knot", "%(num)d knots", knots) if knots else "",
        _("pre-stretch %(pct)s %%", pct=stretch) if stretch else "",
        row["machine_mode"],
    )
    return ", ".join(filter(None, parts))


def _prices(row: Row) -> Iterable[tuple[object, Any]]:
    sides = {
        side: "" if row[f"{side}_byo"] else amount(row[f"{side}_price"], row["currency"])
        for side in orders.SIDES
    }
    labour = amount(row["labour_price"], row["currency"])
    return (
        (orders.point("labour_price"), labour),
        *((orders.point(f"{side}_price"), sides[side]) for side in sides),
    )


def _letter(row: Row, numbers: dict[Any, str]) -> Fact:
    unsent = {
        Skipped.NO_ADDRESS: _("Not mailed: no address is known"),
        Skipped.NOT_WANTED: _("Not mailed: the client wants no mail"),
    }
    receipt = _("Receipt %(number)s", number=numbers[row["receipt_id"]])
    said = (receipt, row["recipient"], language(row["locale"]), unsent.get(row["skipped"]))
    return moment(row["created_at"]), ", ".join(filter(None, said))
