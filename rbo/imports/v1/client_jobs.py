"""The sheet `Client-Stringing-Orders`: who brought what, what was done to it and what it cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rbo.exports.workbook import CLIENT_ORDERS, Holds
from rbo.imports import values
from rbo.imports.findings import Finding, Trouble, Unreadable
from rbo.imports.line import Line
from rbo.imports.reading.workbook import Sheet
from rbo.imports.rows import JobRow
from rbo.imports.v1.beyond import content_beyond, days_beyond
from rbo.imports.v1.columns import find_columns, key_of
from rbo.imports.v1.seen import Seen
from rbo.imports.v1.strings import reading_of, sides_of
from rbo.orders.constraints import Kind
from rbo.orders.content import JobContent
from rbo.orders.past import Days
from rbo.orders.side import NOTHING
from rbo.stringers.models import TensionUnit

ID = "/ID"
LAST, FIRST = "Player/Last Name", "Player/First Name"
RACKET = "Racquet/Model"
LABOUR, STRINGS, TOTAL = "Price/Labor", "Price/Strings", "Price/Total"
ORDERED, STRUNG = "Dates/Ordered", "Dates/Strung"
NEEDED = frozenset(
    {
        ID,
        LAST,
        FIRST,
        RACKET,
        ORDERED,
        STRUNG,
        "Dates/Paid",
        "Main-String/Model",
        "Cross-String/Model",
        LABOUR,
    }
    | {f"{group}-String/{name}" for group in ("Main", "Cross") for name in ("Tension", "Price", "BYO")}
)
TYPED = [key_of(field) for field in CLIENT_ORDERS.fields if field.holds is not Holds.DERIVED][1:]
PLACES = {
    "ref": ID,
    "ordered": ORDERED,
    "strung": STRUNG,
    "returned": "Dates/Returned",
    "paid": "Dates/Paid",
    "racket": RACKET,
    "cancelled": "RBO/Cancelled",
    "head_size": "Racquet/Head Size",
    "total": TOTAL,
}


def client_jobs(sheet: Sheet, seen: Seen, findings: list[Finding]) -> Iterator[JobRow]:
    """Every row that says something, in the order of the sheet."""
    columns = find_columns(sheet, CLIENT_ORDERS, NEEDED, findings)
    for row, cells in sheet.rows if columns else ():
        line = Line(sheet.name, row, cells, columns.places if columns else {}, findings)
        if columns and row >= columns.first_row and line.holds_any(TYPED):
            yield _job(line, seen)


def _job(line: Line, seen: Seen) -> JobRow:
    owner = seen.player(line, FIRST, LAST)
    racket = seen.racket(line, owner, RACKET)
    content = content_beyond(line, seen, _content(line))
    return JobRow(
        ref=seen.ref(line, ID),
        kind=Kind.CLIENT,
        owner=owner,
        racket=racket,
        content=content,
        days=days_beyond(line, seen, days_of(line, seen)),
        total=_total(line, content),
        places={name: line.place(field) for name, field in PLACES.items()},
    )


def _content(line: Line) -> JobContent:
    dynamic_tension, instrument, words = reading_of(line, "DT/DT")
    main, cross = sides_of(line)
    comments = line.read("Comments/Comments", values.text, "")
    return JobContent(
        tension_unit=TensionUnit.KG,
        main=main,
        cross=cross,
        pattern=line.read("Racquet/String Pattern", values.line, ""),
        labour_price=line.amount(LABOUR, values.money, decimals=2, digits=8) or NOTHING,
        dynamic_tension=dynamic_tension,
        dynamic_tension_instrument=instrument,
        comments=f"{comments}\nDT: {words}".strip() if words else comments,
    )


def days_of(line: Line, seen: Seen) -> Days:
    """The four days of a row; a racket that was strung came in that day where nobody says when."""
    days = days_said(line, seen)
    if days.ordered_at is None and days.strung_at is not None and line[ORDERED] is None:
        line.note(ORDERED, Trouble.CAME_WHEN_STRUNG, taken=days.strung_at.isoformat())
        return replace(days, ordered_at=days.strung_at)
    return days


def days_said(line: Line, seen: Seen) -> Days:
    """The four days of a row, as far as it names them; one's own racket may have come in at any time."""
    ordered, strung, returned, paid = (
        line.read(f"Dates/{name}", seen.day, None) for name in ("Ordered", "Strung", "Returned", "Paid")
    )
    return Days(ordered_at=ordered, strung_at=strung, returned_at=returned, paid_at=paid)


def _total(line: Line, content: JobContent) -> Decimal:
    """What the workbook says it cost; where nobody worked that out, what its parts add up to."""
    cross = content.cross or content.main
    strings = content.main.charged + cross.charged
    for field, parts in ((STRINGS, strings), (TOTAL, content.labour_price + strings)):
        said = _worked_out(line, field)
        if said is not None and abs(said - parts) >= Decimal("0.01"):
            line.note(field, Trouble.SUM_DIFFERS, said=f"{said:.2f}", parts=f"{parts:.2f}")
    said = _worked_out(line, TOTAL)
    extras = sum((price for _text, price in content.extras), NOTHING)
    return extras + (content.labour_price + strings if said is None else said)


def _worked_out(line: Line, field: str) -> Decimal | None:
    try:
        return values.money(line[field])
    except Unreadable:
        return None
