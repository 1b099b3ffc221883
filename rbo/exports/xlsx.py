"""An XLSX file, written while it is read: text is text, whatever it begins with; money and days are numbers.

Cells hold their text themselves and never a formula. What XML cannot say is written as the format wants it
(`_x0001_`, ECMA-376 part 1, 22.9.2.19), so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from rbo.exports import ooxml
from rbo.exports.pieces import ENOUGH, Pipe

Cell = str | int | Decimal | bool | date | datetime | None
FASTEST = 1
FIRST_DAY = date(1899, 12, 30)
OLDEST = date(1900, 3, 1)  # before it, spreadsheets count a day that never was
EMPTY = "<c/>"
CENTS, DAY, MOMENT, HEAD = 1, 2, 3, 4
UNSAFE = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True)
class Tab:
    """One sheet: *heads* stand above the *rows* and stay there."""

    name: str
    heads: Sequence[Sequence[str]]
    rows: Iterable[Sequence[Cell]]


def workbook(tabs: Iterable[Tab]) -> Iterator[bytes]:
    """The file, sheet after sheet; each row is let go as soon as it is written."""
    pipe, names = Pipe(), list[str]()
    with ZipFile(pipe, "w", ZIP_DEFLATED, compresslevel=FASTEST) as archive:
        for number, tab in enumerate(tabs, 1):
            names.append(tab.name)
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
                for part in _sheet(tab):
                    sheet.write(part)
                    yield pipe.emptied()
        for path, content in ooxml.around(names).items():
            archive.writestr(path, content)
    yield pipe.emptied()


def _sheet(tab: Tab) -> Iterator[bytes]:
    waiting = [ooxml.sheet_begins(len(tab.heads))]
    waiting += [_row([_text(head, HEAD) for head in heads]) for heads in tab.heads]
    long = 0
    for row in tab.rows:
        waiting.append(_row([WRITERS[type(value)](value) for value in row]))
        long += len(waiting[-1])
        if long > ENOUGH:
            yield "".join(waiting).encode()
            waiting, long = [], 0
    yield "".join([*waiting, ooxml.SHEET_ENDS]).encode()


def _row(cells: list[str]) -> str:
    return f"<row>{''.join(cells)}</row>"


@lru_cache(maxsize=4096)  # makers, words and colours come again and again
def _text(text: str, style: int = 0) -> str:
    if not text:
        return EMPTY
    if UNSAFE.search(text):
        text = UNSAFE.sub(_said_otherwise, text)
    styled = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{styled}><is><t xml:space="preserve">{text}</t></is></c>'


def _said_otherwise(found: re.Match[str]) -> str:
    sign = found[0]
    return ENTITIES.get(sign) or f"_x{ord(sign):04X}_"


def _number(number: Decimal) -> str:
    written = str(number)
    has_cents = written[-3:-2] == "."
    return f'<c s="{CENTS}"><v>{written}</v></c>' if has_cents else f"<c><v>{written}</v></c>"


@lru_cache(maxsize=4096)
def _day(day: date) -> str:
    if day < OLDEST:
        return _text(day.isoformat())
    return f'<c s="{DAY}"><v>{(day - FIRST_DAY).days}</v></c>'


def _moment(moment: datetime) -> str:
    seconds = (moment.hour * 60 + moment.minute) * 60 + moment.second
    return f'<c s="{MOMENT}"><v>{(moment.date() - FIRST_DAY).days + seconds / 86_400:.8f}</v></c>'


WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _nothing: EMPTY,
    str: _text,
    int: lambda number: f"<c><v>{number}</v></c>",
    Decimal: _number,
    bool: lambda truth: f'<c t="b"><v>{int(truth)}</v></c>',
    date: _day,
    datetime: _moment,
}
