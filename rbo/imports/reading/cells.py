"""Every cell of a workbook, as JSON can carry it: text, number, yes or no, `{"day": …}`, `{"formula": …}`."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse
from openpyxl import DEFUSEDXML
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from rbo.imports.reading.unfit import LAST_COLUMN, LAST_ROW

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376, 22.9.2.19
SURROGATES = range(0xD800, 0xE000)
Row = tuple[Any, ...]


def cells_of(content: bytes, *, has_bare_formulas: bool) -> dict[str, Any]:
    """Sheets in their order, rows that hold anything with their numbers; `is_1904` says how days count."""
    if not DEFUSEDXML:
        raise RuntimeError("openpyxl reads without defusedxml: entities would be expanded.")
    warnings.simplefilter("ignore")
    values = _opened(content, data_only=True)
    formulas = _opened(content, data_only=False) if has_bare_formulas else None
    sheets = []
    for place, sheet in enumerate(values.worksheets):
        rows = _rows(sheet)
        if formulas is not None:
            rows = _with_formulas(rows, _rows(formulas.worksheets[place]))
        sheets.append({"name": sheet.title, "rows": list(_filled(rows))})
    return {"is_1904": values.epoch.year == 1904, "sheets": sheets}


class _Reader(ExcelReader):
    """openpyxl's reader, which would take `x005F_` out of every text."""

    def read_strings(self) -> None:
        """Texts as they stand in the file."""
        package: Any = self.package
        found = package.find(SHARED_STRINGS)
        if found is not None:
            archive: ZipFile = self.archive
            with archive.open(found.PartName[1:]) as source:
                self.shared_strings = list(_texts(source))


def _opened(content: bytes, *, data_only: bool) -> Any:
    reader = _Reader(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    reader.read()
    return reader.wb


def _texts(source: Any) -> Iterator[str]:
    for _event, node in iterparse(source):
        if node.tag == f"{{{SHEET_MAIN_NS}}}si":
            text: Any = Text.from_tree(node)
            yield text.content
            node.clear()


def _rows(sheet: Any) -> Iterator[Row]:
    rows: Iterator[Row] = sheet.iter_rows(max_row=LAST_ROW, max_col=LAST_COLUMN, values_only=True)
    return rows


def _with_formulas(rows: Iterator[Row], formulas: Iterator[Row]) -> Iterator[Row]:
    """A formula in the place of each value that was never worked out."""
    for row, written in zip(rows, formulas, strict=True):
        yield tuple(
            {"formula": str(getattr(formula, "text", formula))}
            if value is None and formula is not None
            else value
            for value, formula in zip(row, written, strict=True)
        )


def _filled(rows: Iterator[Row]) -> Iterator[tuple[int, list[Any]]]:
    for number, row in enumerate(rows, start=1):
        cells = [_plain(value) for value in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield number, cells


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return {"error": value} if value in ERROR_CODES else ESCAPED.sub(_unescaped, value) or None
    if isinstance(value, datetime | date):
        return {"day": value.isoformat()[:10]}
    if isinstance(value, float) and not math.isfinite(value):
        return {"error": "#NUM!"}
    if value is None or isinstance(value, bool | int | float | dict):
        return value
    return {"error": str(value)}


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16)
    return escape[0] if code in SURROGATES else chr(code)
