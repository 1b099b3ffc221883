"""The report as a file to keep: Markdown, in English, as the command prints it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rbo.imports.report import Report
from rbo.imports.sentences import finding_words
from rbo.platform.money import money


def as_markdown(report: Report, file_name: str, *, is_written: bool) -> str:
    """All that the page shows of *report*; *is_written* tells a dry run from the real one."""
    return "\n".join(_lines(report, file_name, is_written=is_written)) + "\n"


def _lines(report: Report, file_name: str, *, is_written: bool) -> Iterator[str]:
    done = "is in the book" if is_written else "nothing is written"
    yield from (f"# {report.verdict}: import of {_plain(file_name)}, {done}", "")
    yield from _table(
        ("Sheet", "rows", "inserted", "skipped_idempotent"),
        ((one.name, one.rows, one.inserted, one.skipped_idempotent) for one in report.sheets),
    )
    yield f"- Clients: {report.clients.new} new, {report.clients.known} known"
    yield f"- Rackets: {report.rackets.new} new, {report.rackets.known} known"
    if report.first_number:
        yield f"- Order numbers: {report.first_number} to {report.last_number}"
    if report.turnaround:
        both = f"{report.turnaround.in_file} in the workbook, {report.turnaround.in_book} in the book"
        yield f"- Mean turnaround in days: {both}"
    yield ""
    if report.years:
        yield from _table(("Year", f"workbook {report.currency}", "book", "receipts"), _years(report))
    yield from _findings(report)
    for group in report.groups:
        others = ", ".join(f"{_plain(one.text)} ({one.jobs})" for one in group.others)
        yield f"- Spelt otherwise? {_plain(group.kept.text)} ({group.kept.jobs}): {others}"


def _years(report: Report) -> Iterator[tuple[str, ...]]:
    for year in report.years:
        mark = "" if year.agrees else " differs"
        receipts = f"{year.first_receipt} to {year.last_receipt}"
        yield f"{year.year}{mark}", money(year.in_file), money(year.in_book), receipts


def _findings(report: Report) -> Iterator[str]:
    for title, findings in (("To mend", report.errors), ("Notes", report.warnings)):
        if findings:
            yield from (f"## {title}", "")
            yield from (f"- `{finding.at}` {_plain(finding_words(finding))}" for finding in findings)
            yield ""
    if report.left_out:
        yield from (f"{report.left_out} more are not listed.", "")


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield f"|{'---|' * len(headings)}"
    for row in rows:
        yield f"| {' | '.join(_plain(str(cell)) for cell in row)} |"
    yield ""


def _plain(text: str) -> str:
    """One line, in which no sign of Markdown means anything."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in " ".join(text.split()))
