"""Writing what a file says into the open book: whole, or not at all where something stops it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from rbo.clients.models import ClientProfile, Racket
from rbo.clients.service import archive, retire
from rbo.imports import queries
from rbo.imports.findings import Finding, Trouble
from rbo.imports.models import Import, ImportedRow
from rbo.imports.rows import FileBook, JobRow
from rbo.imports.shelf import Shelf
from rbo.orders import refusals
from rbo.orders.constraints import Kind
from rbo.orders.intake import NewOrder
from rbo.orders.past import PastJob, enter, faults
from rbo.orders.side import Side
from rbo.platform import clock
from rbo.platform.bulk import Row, write_new
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.stringers import queries as stringers

FIRST_VERSION = 1
SAID = {
    refusals.DateInFuture: Trouble.IN_FUTURE,
    refusals.DateBeforeOrdered: Trouble.BEFORE_ORDERED,
    refusals.DateBeforeStrung: Trouble.BEFORE_STRUNG,
    refusals.NotStrung: Trouble.NOT_STRUNG,
    refusals.ClientWaits: Trouble.NEVER_CAME,
    refusals.AlreadyStrung: Trouble.CANCELLED_STRUNG,
    refusals.OwnRacket: Trouble.OWN_RACKET,
}
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Deed:
    """The jobs that were new; with the *shelf* they were written from, or without because nothing was."""

    jobs: Sequence[JobRow]
    findings: Sequence[Finding]
    shelf: Shelf | None = None


def carry_out(entry: Import, book: FileBook, told: Told) -> Deed:
    """Write those jobs of *book* that the open book does not have; *told* hears how many of how many.

    Nothing is written where a finding stops it. One import of a book waits for the other.
    """
    today = clock.today(stringers.mine(lock=True).timezone)
    known = queries.refs()
    jobs = sorted((job for job in book.jobs if (job.kind, job.ref) not in known), key=_turn)
    unreadable = {finding.at for finding in book.findings}
    impossible = _impossible_days(jobs, today)
    findings = [*book.findings, *(finding for finding in impossible if finding.at not in unreadable)]
    if any(finding.stops for finding in findings):
        return Deed(jobs, findings)
    shelf = Shelf(book)
    shelf.fetch([*(job.racket for job in jobs), *(row.ref for row in book.rackets if row.owner is None)])
    past = [_past(job, shelf) for job in jobs]
    _retire(book, shelf, jobs, today)
    _add_listed(book, shelf)
    ids = enter(past, lambda done: told(done, len(past)))
    _remember(entry, shelf, ids)
    return Deed(jobs, findings, shelf)


def _turn(job: JobRow) -> tuple[date, Kind]:
    """Orders are numbered by the day they came in; what came on one day stays as it stands in the file."""
    return job.day, job.kind


def _impossible_days(jobs: Iterable[JobRow], today: date) -> Iterator[Finding]:
    for job in jobs:
        for step, refusal in faults(job.days, job.kind, today):
            place = job.places.get(step.value, job.places.get("ref", ""))
            yield Finding(place, SAID[type(refusal)])


def _past(job: JobRow, shelf: Shelf) -> PastJob:
    content = replace(job.content, main=_known(job.content.main, shelf))
    if job.content.cross is not None:
        content = replace(content, cross=_known(job.content.cross, shelf))
    new = NewOrder(
        **vars(content),
        client=shelf.client(job.owner),
        racket=shelf.rackets[job.racket],
        ordered_at=job.days.ordered_at,
    )
    return PastJob(job=new, days=job.days, legacy_ref=job.ref)


def _known(side: Side, shelf: Shelf) -> Side:
    """The same side with the string of the catalogue, where it has exactly this one."""
    string = shelf.string(side.label, side.gauge_mm, side.gauge_label)
    return replace(string, tension=side.tension, colour=side.colour, price=side.price, byo=side.byo)


def _retire(book: FileBook, shelf: Shelf, jobs: Sequence[JobRow], today: date) -> None:
    """Take out of use what the file says is not in use any more, on the day of its last job."""
    last = {job.racket: job.days.strung_at for job in jobs if job.days.strung_at}
    for row in book.rackets:
        racket = shelf.rackets.get(row.ref) if row.is_retired else None
        if racket is not None and racket in shelf.made:
            retire(racket, last.get(row.ref, today))


def _add_listed(book: FileBook, shelf: Shelf) -> None:
    """Clients without a job too; those that are new go to the archive where the file has them there."""
    for row in book.clients:
        client = shelf.client(row.ref)
        if row.is_archived and client in shelf.made:
            archive(client)


def _remember(entry: Import, shelf: Shelf, order_ids: Sequence[UUID]) -> None:
    """Note which rows are of this import, at the version it made them with."""
    db.session.flush()
    things = [(_column(noun), noun.id, noun.version) for noun in shelf.made]
    orders = [("order_id", order_id, FIRST_VERSION) for order_id in order_ids]
    nothing: Row = {"import_id": entry.id, "client_id": None, "racket_id": None, "order_id": None}
    rows = [
        {**nothing, "id": new_id(), column: made_id, "made_version": version}
        for column, made_id, version in (*things, *orders)
    ]
    write_new(ImportedRow, rows)


def _column(noun: ClientProfile | Racket) -> str:
    return "racket_id" if isinstance(noun, Racket) else "client_id"
