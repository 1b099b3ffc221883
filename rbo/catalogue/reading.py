"""A catalogue file, line by line: what can be staged, and what is wrong with the rest."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from rbo.catalogue.columns import NEEDED, BadCell, read_cells, read_gauges
from rbo.catalogue.models import Kind
from rbo.platform.errors import Refused

SEPARATORS = ",;\t"
BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
LINE_END = re.compile(r"\r\n|\r|\n")  # a CSV knows no other
LARGEST = 20 * 1024 * 1024


class NotACatalogue(Refused):
    """This is no file of the catalogue."""


@dataclass(frozen=True)
class Good:
    """One model of the file; *external_id* is what its source calls it."""

    line: int
    external_id: str
    content: Mapping[str, str]


@dataclass(frozen=True)
class Bad:
    """A line that cannot be staged: where, and why."""

    line: int
    column: str
    says: str


def read(kind: Kind, content: bytes) -> Iterator[Good | Bad]:
    """Every line of *content*, a CSV of whatever encoding and separator.

    Raises:
        NotACatalogue: it is too large, empty, or a column is missing.
    """
    if len(content) > LARGEST:
        raise NotACatalogue(_("The file is larger than 20 MB."))
    head, *lines = LINE_END.split(_decoded(content))
    separator = max(SEPARATORS, key=head.count)
    columns = [name.strip().lower() for name in next(csv.reader([head], delimiter=separator), [])]
    missing = [name for name in NEEDED[kind] if name not in columns]
    if missing:
        raise NotACatalogue(_("The first line names no column %(name)s.", name=missing[0]))
    return _models_of(kind, columns, separator, lines)


def _models_of(kind: Kind, columns: list[str], separator: str, lines: list[str]) -> Iterator[Good | Bad]:
    """Line by line, so that a quotation mark that nobody closes spoils no other line."""
    for line, text in enumerate(lines, start=2):
        try:
            cells = next(csv.reader([text], delimiter=separator, strict=True), [])
        except csv.Error as error:
            yield Bad(line, "", _("It is no line of a CSV: %(error)s.", error=str(error)))
            continue
        if any(map(str.strip, cells)):
            yield from _models(kind, line, columns, cells)


def _models(kind: Kind, line: int, columns: list[str], cells: list[str]) -> Iterator[Good | Bad]:
    if len(cells) != len(columns):
        says = _("It has %(found)d cells instead of %(wanted)d.", found=len(cells), wanted=len(columns))
        yield Bad(line, "", says)
        return
    row = dict(zip(columns, map(str.strip, cells), strict=True))
    try:
        model = read_cells(kind, row)
        variants = read_gauges(row) if kind is Kind.STRING else [{}]
    except BadCell as bad:
        yield Bad(line, bad.column, bad.says)
        return
    for variant in variants:
        content = model | variant
        called = (content.get(name, "") for name in ("brand", "model", "name", "year"))
        known = row.get("external_id") or " ".join(filter(None, called))
        yield Good(line, " ".join([known, *variant.values()]), content)


def _decoded(content: bytes) -> str:
    encoding = next((name for mark, name in BOMS.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
