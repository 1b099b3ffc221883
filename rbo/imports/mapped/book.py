"""A table as what it says: a stringjob in each row, of a client's racket or of one's own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from rbo.imports import values
from rbo.imports.findings import Finding, Trouble
from rbo.imports.line import Line
from rbo.imports.mapped.days import MONTH_FIRST
from rbo.imports.mapped.doubts import doubts_about
from rbo.imports.mapped.extras import extras_of
from rbo.imports.mapped.guess import Layout, layout_of, preview_of
from rbo.imports.mapped.row import EMAIL, FIRST, LAST, NAMES, OWN, PHONE, is_own, line_of
from rbo.imports.mapped.table import Grid
from rbo.imports.mapped.tension import pulls_of
from rbo.imports.preview import Choices
from rbo.imports.rows import FileBook, JobRow, SheetCount
from rbo.imports.v1.client_jobs import LABOUR, PLACES, RACKET, days_of, days_said
from rbo.imports.v1.seen import Seen
from rbo.imports.v1.strings import sides_of
from rbo.orders.constraints import Kind
from rbo.orders.content import JobContent
from rbo.orders.side import NOTHING

LETTERS = 16


def read_mapped(table: Grid, choices: Choices) -> FileBook:
    """What a table says when its columns are read as *choices* say, or as they look like."""
    layout, findings = layout_of(table, choices), list[Finding]()
    seen = Seen(choices, {}, is_1904=table.is_1904, month_first=layout.days == MONTH_FIRST)
    if not (NAMES | {OWN}) & set(layout.columns.values()):
        findings.append(Finding(table.name, Trouble.NO_CLIENTS))
    jobs = [] if findings else list(_jobs(table, layout, seen, findings))
    findings += doubts_about(table, layout)
    return FileBook(
        clients=list(seen.clients.values()),
        rackets=list(seen.all_rackets()),
        jobs=jobs,
        sheets=list(_counts(table, jobs)),
        findings=findings,
        spellings=seen.spellings,
        table=preview_of(table, layout),
    )


def _counts(table: Grid, jobs: list[JobRow]) -> Iterator[SheetCount]:
    rows = Counter(job.kind for job in jobs)
    for kind in Kind:
        if rows[kind] or kind is Kind.CLIENT:
            yield SheetCount(name=table.name, kind=kind, rows=rows[kind])


def _jobs(table: Grid, layout: Layout, seen: Seen, findings: list[Finding]) -> Iterator[JobRow]:
    met: Counter[str] = Counter()
    keys = list(layout.columns.values())
    for row, cells in table.rows:
        line = line_of(table.name, row, cells, layout, findings)
        if line.holds_any(keys):
            ref = _ref(line, keys)
            met[ref] += 1
            yield _job(line, layout, seen, ref if met[ref] == 1 else f"{ref}-{met[ref]}")


def _ref(line: Line, keys: list[str]) -> str:
    """What a row is known by when it comes again: by what it says, whatever row it stands in."""
    said = json.dumps([[key, str(line[key])] for key in sorted(keys) if line[key] is not None])
    return hashlib.sha256(said.encode()).hexdigest()[:LETTERS]


def _job(line: Line, layout: Layout, seen: Seen, ref: str) -> JobRow:
    owner = None if is_own(line) else _owner(line, seen)
    content = _content(line, layout)
    return JobRow(
        ref=ref,
        kind=Kind.SELF if owner is None else Kind.CLIENT,
        owner=owner,
        racket=seen.racket(line, owner, RACKET),
        content=content,
        days=days_said(line, seen) if owner is None else days_of(line, seen),
        total=_total(content),
        places={name: line.place(field) for name, field in PLACES.items()},
    )


def _total(content: JobContent) -> Decimal:
    cross = content.cross or content.main
    extras = sum((price for _text, price in content.extras), NOTHING)
    return content.labour_price + content.main.charged + cross.charged + extras


def _owner(line: Line, seen: Seen) -> str:
    owner = seen.player(line, FIRST, LAST)
    _note_contact(line, seen, owner)
    return owner


def _note_contact(line: Line, seen: Seen, owner: str) -> None:
    """An address and a number are those of the first row that says one."""
    row = seen.clients.get(owner)
    if row is not None:
        email = row.new.email or line.read(EMAIL, values.line, "")
        phone = row.new.phone or line.read(PHONE, values.line, "")
        seen.clients[owner] = replace(row, new=replace(row.new, email=email, phone=phone))


def _content(line: Line, layout: Layout) -> JobContent:
    main, cross = sides_of(line)
    unit, pull, cross_pull = pulls_of(line, layout.unit)
    colour = line.read("RBO/Main colour", values.name, "")
    return JobContent(
        tension_unit=unit,
        main=replace(main, tension=pull, colour=colour),
        cross=replace(
            cross,
            tension=pull if cross_pull is None else cross_pull,
            colour=line.read("RBO/Cross colour", values.name, "") or colour,
        ),
        pattern=line.read("Racquet/String Pattern", values.line, ""),
        labour_price=line.amount(LABOUR, values.money, decimals=2, digits=8) or NOTHING,
        extras=extras_of(line),
        comments=line.read("Comments/Comments", values.text, ""),
    )
