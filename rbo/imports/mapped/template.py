"""An empty file to fill in: the headings that are known again, and one row as an example."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import StringIO

from rbo.exports.xlsx import Cell, Tab, workbook
from rbo.imports.mapped.fields import FIELDS
from rbo.platform import clock
from rbo.stringers import queries as stringers

EXAMPLE: dict[str, Cell] = {
    "Player/Name": "Lena Muster",
    "Player/Email": "lena@example.com",
    "Racquet/Model": "Babolat Pure Aero 98",
    "Racquet/Head Size": 98,
    "Racquet/String Pattern": "16x20",
    "Main-String/Model": "Solinco Hyper-G",
    "Main-String/Gauge": Decimal("1.25"),
    "Main/Tension": Decimal("24.5"),
    "Cross/Tension": Decimal("23.5"),
    "Main-String/Price": Decimal("9.00"),
    "Cross-String/Price": Decimal("9.00"),
    "Main-String/BYO": "No",
    "Price/Labor": Decimal("25.00"),
}
MIMETYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LEFT_OUT = {"Player/First Name", "Player/Last Name"}


def template_as(kind: str) -> bytes:
    """The template, as csv or as xlsx."""
    headings, example = _rows()
    if kind == "xlsx":
        return b"".join(workbook([Tab("RBO", (headings,), [example])]))
    out = StringIO()
    csv.writer(out, delimiter=";").writerows((headings, example))
    return out.getvalue().encode("utf-8-sig")  # the mark tells spreadsheets which encoding it is


def _rows() -> tuple[Sequence[str], Sequence[Cell]]:
    fields = [field for field in FIELDS if field.key not in LEFT_OUT]
    today: date = clock.today(stringers.mine().timezone)
    known = {**EXAMPLE, "Dates/Ordered": today}
    return [str(field.label) for field in fields], [known.get(field.key) for field in fields]
