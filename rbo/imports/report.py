"""What an import would write, or has written, and whether it is right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rbo.imports.findings import Finding
from rbo.imports.preview import Preview
from rbo.imports.spelling import Group

CENT = Decimal("0.01")
MOST_FINDINGS = 200  # what somebody reads; the rest is counted


@dataclass(frozen=True, kw_only=True)
class SheetReport:
    """What becomes of the rows of one sheet: of clients' rackets, or of one's own."""

    name: str
    rows: int
    inserted: int = 0
    skipped_idempotent: int = 0
    is_own: bool = False


@dataclass(frozen=True, kw_only=True)
class YearReport:
    """What clients' jobs strung in one year bring in: as the file says, and as the book adds it up."""

    year: int
    in_file: Decimal
    in_book: Decimal
    first_receipt: str = ""
    last_receipt: str = ""

    @property
    def agrees(self) -> bool:
        """Whether both are the same to the cent."""
        return abs(self.in_file - self.in_book) <= CENT


@dataclass(frozen=True, kw_only=True)
class Made:
    """How many are new, and how many the book knew."""

    new: int = 0
    known: int = 0


@dataclass(frozen=True, kw_only=True)
class Turnaround:
    """How many days clients wait for their racket, on average."""

    in_file: Decimal
    in_book: Decimal

    @property
    def agrees(self) -> bool:
        """Whether both are the same."""
        return abs(self.in_file - self.in_book) <= CENT


@dataclass(frozen=True, kw_only=True)
class Report:
    """OK or FAIL, and why. *left_out* counts findings that are not listed, *table* says what columns hold."""

    sheets: tuple[SheetReport, ...] = ()
    years: tuple[YearReport, ...] = ()
    turnaround: Turnaround | None = None
    clients: Made = Made()
    rackets: Made = Made()
    first_number: int = 0
    last_number: int = 0
    currency: str = ""
    findings: tuple[Finding, ...] = ()
    left_out: int = 0
    table: Preview | None = None
    groups: tuple[Group, ...] = ()

    @property
    def is_ok(self) -> bool:
        """Whether it may be written."""
        sums_agree = all(year.agrees for year in self.years)
        return sums_agree and (self.turnaround is None or self.turnaround.agrees) and not self.errors

    @property
    def verdict(self) -> str:
        """The word at the top."""
        return "OK" if self.is_ok else "FAIL"

    @property
    def errors(self) -> Sequence[Finding]:
        """What stops it."""
        return [finding for finding in self.findings if finding.stops]

    @property
    def warnings(self) -> Sequence[Finding]:
        """What was taken otherwise than it stands."""
        return [finding for finding in self.findings if not finding.stops]

    @property
    def inserted(self) -> int:
        """How many jobs are new."""
        return sum(sheet.inserted for sheet in self.sheets)

    @property
    def skipped(self) -> int:
        """How many jobs the book has already."""
        return sum(sheet.skipped_idempotent for sheet in self.sheets)


def listed(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], int]:
    """What stops first, as many as somebody reads, and how many are left out."""
    ranked = sorted(findings, key=lambda finding: not finding.stops)
    return tuple(ranked[:MOST_FINDINGS]), max(len(ranked) - MOST_FINDINGS, 0)
