"""A CSV as rows of cells, whatever program wrote it: its encoding and its separator are found out."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice

from rbo.imports.reading import unfit
from rbo.imports.reading.unfit import Fault, Unfit
from rbo.imports.reading.workbook import Sheet
from rbo.platform.tables import FORMULA

NAME = "CSV"
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SEPARATORS = ";,\t|"
LOOKED_AT = 20  # lines that tell the separator
GUARDED = tuple(f"'{sign}" for sign in FORMULA)  # as an export marks what a spreadsheet would run


def read_csv(content: bytes) -> Sheet:
    """The rows that hold anything, numbered as a spreadsheet would.

    Raises:
        Unfit: it is no text, or more than may be.
    """
    text = decoded(content)
    separator = separator_of(text)
    try:
        return Sheet(NAME, list(_rows(csv.reader(_lines(text), delimiter=separator))))
    except csv.Error as error:
        raise Unfit(Fault.NO_TABLE) from error


def decoded(content: bytes) -> str:
    """The text: by its mark, else UTF-8, else UTF-16 where every other byte is empty, else Windows-1252.

    Raises:
        Unfit: it is none of these.
    """
    try:
        text = content.decode(_encoding(content))
    except UnicodeDecodeError as error:
        raise Unfit(Fault.NO_TABLE) from error
    if "\0" in text:
        raise Unfit(Fault.NO_TABLE)
    return text


def _encoding(content: bytes) -> str:
    for mark, encoding in BOMS.items():
        if content.startswith(mark):
            return encoding
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    try:
        content.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def separator_of(text: str) -> str:
    """The sign that parts most of the first lines, and the first of them into most cells.

    Raises:
        Unfit: none parts them.
    """
    lines = list(islice(filter(str.strip, _lines(text)), LOOKED_AT))
    parted = {sign: sum(sign in line for line in lines) for sign in SEPARATORS}
    separator = max(SEPARATORS, key=lambda sign: (parted[sign], lines[0].count(sign) if lines else 0))
    if not parted[separator]:
        raise Unfit(Fault.NO_TABLE)
    return separator


def _lines(text: str) -> Iterator[str]:
    """As a CSV ends them; `str.splitlines` would break a cell at signs that belong to its words too."""
    return io.StringIO(text, newline="")


def _rows(rows: Iterator[list[str]]) -> Iterator[tuple[int, tuple[str | None, ...]]]:
    for number, cells in enumerate(rows, start=1):
        if number > unfit.LAST_ROW:
            raise Unfit(Fault.TOO_MANY_ROWS)
        if any(map(str.strip, cells)):
            yield number, tuple(map(_cell, cells[: unfit.LAST_COLUMN]))


def _cell(said: str) -> str | None:
    return (said[1:] if said.startswith(GUARDED) else said) or None
