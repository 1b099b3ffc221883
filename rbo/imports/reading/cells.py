"""Every cell of a workbook, as JSON can carry it: text, number, yes or no, `{"day": …}`, `{"formula": …}`."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import iterparse
from zipfile import ZipFile

from openpyxl import DEFUSEDXML
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from rbo.imports.reading.package import is_xml
from rbo.imports.reading.unfit import LAST_COLUMN, Fault, Unfit

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376, 22.9.2.19
SURROGATES = range(0xD800, 0xE000)


def cells_of(content: bytes) -> dict[str, Any]:
    """Sheets in their order, rows that hold anything with their numbers; `is_1904` says how days count."""
    if not DEFUSEDXML:
        raise RuntimeError("openpyxl reads without defusedxml: entities would be expanded.")
    warnings.simplefilter("ignore")
    reader = _Reader(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    reader.read()
    sheets = [{"name": name, "rows": list(_rows(reader, part))} for name, part in reader.found]
    return {"is_1904": reader.wb.epoch.year == 1904, "sheets": sheets}


class _Reader(ExcelReader):
    """openpyxl's reader of everything but the cells; it would take `x005F_` out of every text."""

    found: Sequence[tuple[str, str]] = ()

    def read_strings(self) -> None:
        """Texts as they stand in the file."""
        package: Any = self.package
        found = package.find(SHARED_STRINGS)
        if found is not None:
            with _opened(self.archive, found.PartName[1:]) as source:
                self.shared_strings = list(_texts(source))

    def read_worksheets(self) -> None:
        """Where each sheet is; their declared sizes are nobody's business."""
        sheets = [(sheet.name, rel) for sheet, rel in self.parser.find_sheets()]
        self.found = [(name, rel.target) for name, rel in sheets if "chartsheet" not in rel.Type]


class _Cells(WorkSheetParser):
    """openpyxl's reader of one sheet, which would lose a formula that nobody has worked out."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """A cell with its value, or its formula where it has none."""
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and (formula := element.find(FORMULA_TAG)) is not None:
            cell["value"] = {"formula": f"={formula.text or ''}"}
        return cell

    def rows(self) -> Iterator[tuple[int, Sequence[dict[str, Any]]]]:
        """Every row with its number; widths, colours and rules of the sheet are left alone."""
        node: Any
        for _event, node in iterparse(self.source):  # noqa: S314 - see `_opened`
            if node.tag == ROW_TAG:
                yield self.parse_row(node)
                node.clear()


def _opened(archive: ZipFile, part: str) -> IO[bytes]:
    """A part for reading, of those that declare no entity: all others were looked through."""
    if not is_xml(part):
        raise Unfit(Fault.DAMAGED)
    return archive.open(part)


def _texts(source: Any) -> Iterator[str]:
    node: Any
    for _event, node in iterparse(source):  # noqa: S314 - see `_opened`
        if node.tag == f"{{{SHEET_MAIN_NS}}}si":
            text: Any = Text.from_tree(node)
            yield text.content
            node.clear()


def _rows(reader: _Reader, part: str) -> Iterator[tuple[int, list[Any]]]:
    book: Any = reader.wb
    formats = {"date_formats": book._date_formats, "timedelta_formats": book._timedelta_formats}  # noqa: SLF001
    with _opened(reader.archive, part) as source:
        parser = _Cells(source, reader.shared_strings, data_only=True, epoch=book.epoch, **formats)
        for number, row in parser.rows():
            if cells := _filled(row):
                yield number, cells


def _filled(row: Sequence[dict[str, Any]]) -> list[Any]:
    """The cells of a row from the first column on, up to the last that holds anything."""
    plain = {cell["column"]: _plain(cell["value"]) for cell in row if cell["column"] <= LAST_COLUMN}
    last = max((column for column, value in plain.items() if value is not None), default=0)
    return [plain.get(column) for column in range(1, last + 1)]


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
