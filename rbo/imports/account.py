"""The report: what the file says beside what the book says after it was written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from rbo.clients.models import ClientProfile, Racket
from rbo.imports import queries
from rbo.imports.carry_out import Deed
from rbo.imports.models import Import
from rbo.imports.queries import Written
from rbo.imports.report import CENT, Made, Report, SheetReport, Turnaround, YearReport, listed
from rbo.imports.rows import FileBook, JobRow
from rbo.imports.shelf import Shelf
from rbo.imports.spelling import Group, groups_of
from rbo.orders.constraints import Kind
from rbo.receipts.models import number_of
from rbo.stringers import queries as stringers

NOTHING = Decimal("0.00")


def account_for(entry: Import, book: FileBook, deed: Deed) -> Report:
    """What became of *book*; the sums of the book are read back from it."""
    listed_findings, left_out = listed(deed.findings)
    report = Report(
        sheets=tuple(_sheets(book, deed)),
        currency=stringers.mine().currency,
        findings=listed_findings,
        left_out=left_out,
        table=book.table,
    )
    if deed.shelf is None:
        return report
    written = queries.written(entry.id)
    strung = [job for job in deed.jobs if job.kind is Kind.CLIENT and job.days.strung_at]
    return replace(
        report,
        years=tuple(_years(strung, written)),
        turnaround=_turnaround(strung, written),
        clients=_made(deed.shelf, ClientProfile),
        rackets=_made(deed.shelf, Racket),
        first_number=written.first_number,
        last_number=written.last_number,
        groups=tuple(_groups(book, deed.shelf)) if deed.jobs else (),
    )


def _sheets(book: FileBook, deed: Deed) -> Iterator[SheetReport]:
    new = Counter(job.kind for job in deed.jobs)
    for sheet in book.sheets:
        inserted = new[sheet.kind] if deed.shelf else 0
        yield SheetReport(
            name=sheet.name,
            rows=sheet.rows,
            inserted=inserted,
            skipped_idempotent=sheet.rows - new[sheet.kind],
            is_own=sheet.kind is Kind.SELF,
        )


def _years(strung: Sequence[JobRow], written: Written) -> Iterator[YearReport]:
    said: dict[int, Decimal] = defaultdict(lambda: NOTHING)
    for job in strung:
        said[_year(job)] += NOTHING if job.total is None else job.total
    for year in sorted({*said, *written.revenue}):
        first, last = written.receipts.get(year, (0, 0))
        yield YearReport(
            year=year,
            in_file=said[year].quantize(CENT),
            in_book=written.revenue.get(year, NOTHING),
            first_receipt=number_of(year, first),
            last_receipt=number_of(year, last),
        )


def _year(job: JobRow) -> int:
    return job.days.strung_at.year if job.days.strung_at else 0


def _turnaround(strung: Sequence[JobRow], written: Written) -> Turnaround | None:
    waits = [
        (job.days.strung_at - job.days.ordered_at).days
        for job in strung
        if job.days.strung_at and job.days.ordered_at
    ]
    if not waits:
        return None
    return Turnaround(
        in_file=_mean(sum(waits), len(waits)), in_book=_mean(written.days_waited, written.waited)
    )


def _mean(days: int, jobs: int) -> Decimal:
    return (Decimal(days) / max(jobs, 1)).quantize(CENT)


def _made(shelf: Shelf, noun: type) -> Made:
    return Made(new=shelf.count_made(noun), known=shelf.known[noun])


def _groups(book: FileBook, shelf: Shelf) -> Iterator[Group]:
    players, rackets = book.spellings.get("player", {}), book.spellings.get("racket", {})
    yield from groups_of("player", players, shelf.by_name)
    yield from groups_of("racket", rackets, {name for name in rackets if shelf.model_named(name)})
