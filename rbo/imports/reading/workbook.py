"""A workbook as sheets of cells: read by a process of its own, so that no file harms this one."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rbo.imports.reading import unfit
from rbo.imports.reading.unfit import Fault, Unfit

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Formula:
    """A formula that no program has worked out yet."""

    text: str


@dataclass(frozen=True)
class CellError:
    """A cell that says #REF! or the like."""

    code: str


Cell = str | Decimal | bool | date | Formula | CellError | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: the rows that hold anything, each with its number."""

    name: str
    rows: Sequence[tuple[int, Sequence[Cell]]]


@dataclass(frozen=True)
class Workbook:
    """Sheets in their order; *is_1904* when its days count from 1904."""

    sheets: Sequence[Sheet]
    is_1904: bool = False


def read_workbook(content: bytes) -> Workbook:
    """Every cell of an XLSX file.

    Raises:
        Unfit: it is none, is damaged, or would take more than it may.
    """
    said = _asked(content)
    if "fault" in said:
        log.info("workbook not read: %s %s", said["fault"], said.get("said", ""))
        raise Unfit(Fault(said["fault"]))
    sheets = [Sheet(sheet["name"], list(_rows(sheet["rows"]))) for sheet in said["sheets"]]
    return Workbook(sheets, said["is_1904"])


def _asked(content: bytes) -> Mapping[str, Any]:
    command = [sys.executable, "-I", "-m", "rbo.imports.reading"]
    environ = {"OPENPYXL_LXML": "False", "OPENPYXL_DEFUSEDXML": "True"}
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=unfit.MOST_WAIT_S, env=environ, check=True
        )
    except subprocess.TimeoutExpired as late:
        raise Unfit(Fault.TOO_MUCH_WORK) from late
    except subprocess.CalledProcessError as fallen:
        log.warning("The reader of a workbook fell: %s", fallen.stderr.decode(errors="replace")[-2000:])
        raise Unfit(Fault.TOO_MUCH_WORK) from fallen
    said: Mapping[str, Any] = json.loads(done.stdout, parse_float=Decimal, parse_int=Decimal)
    return said


def _rows(rows: Sequence[tuple[Decimal, Sequence[Any]]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    for number, cells in rows:
        yield int(number), tuple(_cell(cell) for cell in cells)


def _cell(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        plain: Cell = cell
        return plain
    if "day" in cell:
        return date.fromisoformat(cell["day"])
    return Formula(cell["formula"]) if "formula" in cell else CellError(cell["error"])
