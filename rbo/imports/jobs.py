"""What the worker does with a file: reads it outside of any transaction, then tries it or keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from rbo.imports import queries
from rbo.imports.attempt import attempt, read_file
from rbo.imports.models import Import, Source, State
from rbo.imports.reading.unfit import Fault, Unfit
from rbo.imports.rows import FileBook
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.jobs.crash import crash_point
from rbo.platform.jobs.job import Job
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.outcomes import Done
from rbo.platform.jobs.progress import Progress
from rbo.platform.jobs.slip import Slip
from rbo.platform.jobs.states import GIVEN_UP, OutboxState
from rbo.receipts.snapshot import to_values

READ = 20  # percent of the whole


@dataclass(frozen=True)
class File:
    """A file, and which spellings in it mean another."""

    content: bytes
    choices: Mapping[str, Mapping[str, str]]


def read_import(import_id: UUID) -> File:
    """The file.

    Raises:
        Done: an earlier attempt came to its end, or nobody wants it any more.
    """
    entry = queries.by_id(import_id, with_content=True)
    if not entry.is_waiting or entry.content is None:
        raise Done
    return File(entry.content, entry.choices)


def read(file: File, slip: Slip) -> FileBook | Fault:
    """What the file says, or why it cannot be read."""
    Progress(slip).tell(0, 100)
    crash_point("before_reading")
    try:
        return read_file(file.content, file.choices)
    except Unfit as unfit:
        return unfit.fault


def write(found: FileBook | Fault, slip: Slip) -> None:
    """Try it and report, or keep it when that is what was asked for; a second run finds it done."""
    entry = queries.by_id(slip.subject_id, lock=True)
    if not entry.is_waiting:
        return
    if isinstance(found, Fault):
        _fail(entry, found)
        return
    progress = Progress(slip)
    keep = entry.state is State.WRITING
    report = attempt(
        entry, found, lambda done, of: progress.tell(READ * of + (100 - READ) * done, 100 * of), keep=keep
    )
    crash_point("after_attempt")
    entry.report, entry.source = to_values(report), Source.TABLE if found.table else Source.V1
    entry.state = State.DONE if keep and report.is_ok else State.REPORTED
    if entry.state is State.DONE:
        entry.content, entry.done_at = None, clock.now()


def _fail(entry: Import, fault: Fault) -> None:
    entry.state, entry.fault, entry.content = State.FAILED, fault.value, None


work = Job(
    "imports.work",
    queue="bulk",
    timeout_s=300,
    read=read_import,
    do=read,
    title=_l("Import"),
    write=write,
    channel="imports",
)


def call_worker(entry: Import) -> None:
    """Ask a worker for the step that *entry* waits for."""
    work.enqueue(entry.id, dedupe_key=_key(entry))


def forsaken(entries: Iterable[Import]) -> set[UUID]:
    """Those that wait, but not for a worker: it gave up, or the outbox was told to drop the work."""
    waiting = {_key(entry): entry.id for entry in entries if entry.is_waiting}
    if not waiting:
        return set()
    is_over = Outbox.state.in_((*GIVEN_UP, OutboxState.ABORTED))
    to_come = select(Outbox.dedupe_key).where(Outbox.dedupe_key.in_(waiting), ~is_over)
    return set(waiting.values()) - {waiting[key] for key in db.session.scalars(to_come)}


def _key(entry: Import) -> str:
    return f"{work.name}:{entry.id}:{entry.version}"
