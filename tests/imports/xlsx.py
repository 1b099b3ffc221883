"""Workbooks written part by part, as Excel does and as it never would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml."
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{DECLARED}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class F:
    """A formula, and what it came to when somebody last looked; None where nobody did."""

    text: str
    value: Any = None


@dataclass(frozen=True)
class Book:
    """Sheets by name, merged ranges by sheet; *parts* are added to the package or take the place of one."""

    sheets: Mapping[str, Rows]
    merged: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_1904: bool = False
    parts: Mapping[str, str | bytes] = field(default_factory=dict)

    def packed(self) -> bytes:
        """The file."""
        file, strings = BytesIO(), dict[str, int]()
        drawn = {name: self._sheet(name, rows, strings) for name, rows in self.sheets.items()}
        parts = {**self._frame(strings), **_numbered(drawn), **self.parts}
        with ZipFile(file, "w", ZIP_DEFLATED) as package:
            for name, text in parts.items():
                package.writestr(name, text)
        return file.getvalue()

    def _frame(self, strings: Mapping[str, int]) -> dict[str, str]:
        numbers = range(1, len(self.sheets) + 1)
        sheets = "".join(
            f'<sheet name={quoteattr(name)} sheetId="{nr}" r:id="rId{nr}"/>'
            for nr, name in zip(numbers, self.sheets, strict=True)
        )
        leads = {f"worksheets/sheet{nr}.xml": "worksheet" for nr in numbers}
        leads |= {"styles.xml": "styles", "sharedStrings.xml": "sharedStrings"}
        epoch = '<workbookPr date1904="1"/>' if self.is_1904 else "<workbookPr/>"
        texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
        return {
            "[Content_Types].xml": _types(leads),
            "_rels/.rels": _leads({"xl/workbook.xml": "officeDocument"}),
            "xl/_rels/workbook.xml.rels": _leads(leads),
            "xl/workbook.xml": f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{epoch}'
            f"<sheets>{sheets}</sheets></workbook>",
            "xl/styles.xml": STYLES,
            "xl/sharedStrings.xml": f'{DECLARED}<sst xmlns="{MAIN}">{texts}</sst>',
        }

    def _sheet(self, name: str, rows: Rows, strings: dict[str, int]) -> str:
        drawn = "".join(self._row(row, cells, strings) for row, cells in enumerate(rows, start=1))
        ranges = "".join(f'<mergeCell ref="{one}"/>' for one in self.merged.get(name, ()))
        merged = f"<mergeCells>{ranges}</mergeCells>" if ranges else ""
        size = f"A1:{letters(max(map(len, rows), default=1) - 1)}{max(len(rows), 1)}"
        head = f'{DECLARED}<worksheet xmlns="{MAIN}"><dimension ref="{size}"/>'
        return f"{head}<sheetData>{drawn}</sheetData>{merged}</worksheet>"

    def _row(self, row: int, cells: Sequence[Any], strings: dict[str, int]) -> str:
        drawn = (
            f'<c r="{letters(place)}{row}"{self._inside(value, strings)}</c>'
            for place, value in enumerate(cells)
            if value is not None
        )
        return f'<row r="{row}">{"".join(drawn)}</row>'

    def _inside(self, value: Any, strings: dict[str, int]) -> str:
        """The rest of a cell behind its address."""
        if isinstance(value, F):
            return self._formula(value)
        if isinstance(value, bool):
            return f' t="b"><v>{int(value)}</v>'
        if isinstance(value, date):
            return f' s="1"><v>{(value - (EPOCH_1904 if self.is_1904 else EPOCH)).days}</v>'
        if isinstance(value, int | float | Decimal):
            return f"><v>{value}</v>"
        return f' t="s"><v>{strings.setdefault(value, len(strings))}</v>'

    def _formula(self, formula: F) -> str:
        text, value = f"<f>{escape(formula.text)}</f>", formula.value
        if isinstance(value, str):
            return f' t="str">{text}<v>{escape(value)}</v>'
        if value is None:
            return f">{text}"
        kind, rest = self._inside(value, {}).split(">", 1)
        return f"{kind}>{text}{rest}"


def letters(place: int) -> str:
    """The name of a column, from 0."""
    return (letters(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _numbered(drawn: Mapping[str, str]) -> dict[str, str]:
    return {f"xl/worksheets/sheet{nr}.xml": text for nr, text in enumerate(drawn.values(), start=1)}


def _types(leads: Mapping[str, str]) -> str:
    known = {**leads, "workbook.xml": "sheet.main"}
    parts = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{KIND}{kind}+xml"/>' for part, kind in known.items()
    )
    rels = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    )
    xml = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'{DECLARED}<Types xmlns="{TYPES}">{rels}{xml}{parts}</Types>'


def _leads(leads: Mapping[str, str]) -> str:
    one = "".join(
        f'<Relationship Id="rId{nr}" Type="{OFFICE}/{kind}" Target="{part}"/>'
        for nr, (part, kind) in enumerate(leads.items(), start=1)
    )
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}">{one}</Relationships>'
