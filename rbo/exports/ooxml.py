"""What stands around the rows of an XLSX file."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
RELS = "application/vnd.openxmlformats-package.relationships+xml"
SHEET_ENDS = "</sheetData></worksheet>"
STYLES = (
    f'{BEGIN}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def sheet_begins(heads: int) -> str:
    """The beginning of a sheet whose first *heads* rows stay where they are."""
    pane = f'<pane ySplit="{heads}" topLeftCell="A{heads + 1}" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{BEGIN}<worksheet xmlns="{MAIN}">{view}<sheetData>'


def around(names: Sequence[str]) -> dict[str, str]:
    """Every other part of a file with sheets of these names."""
    numbered = list(enumerate(names, 1))
    sheets = "".join(f'<sheet name={quoteattr(n)} sheetId="{nr}" r:id="r{nr}"/>' for nr, n in numbered)
    ways = "".join(_way(f"r{nr}", "worksheet", f"worksheets/sheet{nr}.xml") for nr, _name in numbered)
    parts = "".join(_part(f"/xl/worksheets/sheet{nr}.xml", "worksheet") for nr, _name in numbered)
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return {
        "xl/workbook.xml": BEGIN + book,
        "xl/_rels/workbook.xml.rels": _ways(ways + _way("styles", "styles", "styles.xml")),
        "xl/styles.xml": STYLES,
        "_rels/.rels": _ways(_way("book", "officeDocument", "xl/workbook.xml")),
        "[Content_Types].xml": (
            f'{BEGIN}<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{RELS}"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{_part('/xl/workbook.xml', 'sheet.main')}{parts}{_part('/xl/styles.xml', 'styles')}</Types>"
        ),
    }


def _way(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def _ways(ways: str) -> str:
    return f'{BEGIN}<Relationships xmlns="{PACKAGE}/relationships">{ways}</Relationships>'


def _part(path: str, kind: str) -> str:
    return f'<Override PartName="{path}" ContentType="{KIND}.{kind}+xml"/>'
