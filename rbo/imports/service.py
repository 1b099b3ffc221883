"""Bringing a file, saying which spellings are one, approving, discarding. Doors commit."""

from __future__ import annotations

import hashlib

from flask_babel import gettext as _

from rbo.imports import queries
from rbo.imports.attempt import attempt, read_file
from rbo.imports.carry_out import Told
from rbo.imports.jobs import call_worker
from rbo.imports.mapped.table import refuse_no_table
from rbo.imports.models import Import, Source, State
from rbo.imports.preview import Choices
from rbo.imports.queries import Written
from rbo.imports.reading.unfit import Unfit
from rbo.imports.report import Report
from rbo.imports.sentences import fault_words
from rbo.imports.undoing import Touched
from rbo.imports.untouched import objections
from rbo.platform import audit, clock
from rbo.platform.db import db
from rbo.platform.errors import Conflict, Refused
from rbo.platform.ids import new_id
from rbo.receipts.snapshot import from_values, to_values
from rbo.stringers import queries as stringers

LONGEST_NAME = 120
MOST_KEPT = 10  # files whose content waits in the book


class NoWorkbook(Refused):
    """The file is none, which its first bytes say."""


class TooMany(Refused):
    """Enough files wait already."""

    status = 429


class NotReported(Conflict):
    """Nobody has seen yet what it would write, or it is over."""


class HasErrors(Refused):
    """What its report calls FAIL is not written."""


def bring(file_name: str, content: bytes) -> Import:
    """Take a file in; the worker reads it, tries it and reports.

    Raises:
        NoWorkbook: it is none.
        TooMany: ten wait already.
    """
    entry = entry_of(file_name, content)
    stringers.mine(lock=True)  # two who bring at once bring one after the other
    if queries.kept() >= MOST_KEPT:
        raise TooMany(_("%(most)s files wait already. Approve or discard one of them first.", most=MOST_KEPT))
    db.session.add(entry)
    db.session.flush()
    call_worker(entry)
    return entry


def bring_at_once(file_name: str, content: bytes, told: Told, *, keep: bool) -> Report:
    """Read, try and report a file without a worker; *keep* writes it where the report says OK.

    Raises:
        NoWorkbook: it is none, or no V1 workbook.
        Unfit: it cannot be read.
    """
    entry = entry_of(file_name, content)
    book = read_file(content, {})
    if book.table:
        raise NoWorkbook(_("This is no V1 workbook. Bring it on the page, where its columns are named."))
    db.session.add(entry)
    db.session.flush()
    report = attempt(entry, book, told, keep=keep)
    entry.report, entry.content = to_values(report), None
    entry.state, entry.done_at = State.DONE, clock.now()
    db.session.flush()
    return report


def entry_of(file_name: str, content: bytes) -> Import:
    """A workbook or a CSV as an import that nobody has worked at.

    Raises:
        NoWorkbook: it is none.
    """
    try:
        refuse_no_table(content)
    except Unfit as unfit:
        raise NoWorkbook(fault_words(unfit.fault)) from unfit
    return Import(
        id=new_id(),
        source=Source.V1,
        file_name=" ".join(file_name.split())[-LONGEST_NAME:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        state=State.READING,
        choices={},
        actor=audit.actor.get(),
    )


def choose(entry: Import, choices: Choices) -> None:
    """Let spellings mean others, or columns hold something else, and look at the whole file again.

    Raises:
        NotReported: it is not its turn.
    """
    _refuse_unless_reported(entry)
    entry.choices = _with_columns(entry, choices)
    entry.state = State.READING
    db.session.flush()
    call_worker(entry)


def approve(entry: Import, choices: Choices) -> None:
    """Let the worker write it into the book, with these spellings.

    Raises:
        NotReported: it is not its turn.
        HasErrors: the report says FAIL.
    """
    _refuse_unless_reported(entry)
    if not report_of(entry).is_ok:
        raise HasErrors(
            _("This cannot be written yet. Mend what the report names, and bring the file again.")
        )
    entry.choices = _with_columns(entry, choices)
    entry.actor, entry.state = audit.actor.get(), State.WRITING
    db.session.flush()
    call_worker(entry)


def discard(entry: Import) -> None:
    """Let go of it; nothing of it is in the book, and a worker that still has it will write nothing.

    *entry* must be locked: who writes it holds it until it is in the book.

    Raises:
        NotReported: it is in the book.
    """
    if entry.state is State.DONE:
        raise NotReported(_("This import is in the book."))
    entry.state, entry.content, entry.fault = State.DISCARDED, None, None
    entry.report, entry.choices = None, {}
    db.session.flush()


def to_take_back(entry: Import) -> Written:
    """The numbers of an import that nobody touched, to take it back by.

    Raises:
        NotReported: it is not in the book.
        Touched: something of it was changed since, or a number came after it.
    """
    if entry.state is not State.DONE or entry.undone_at is not None:
        raise NotReported(_("This import is not in the book."))
    numbers = queries.written(entry.id)
    for objection in objections(entry, numbers):
        raise Touched(objection)
    return numbers


def report_of(entry: Import) -> Report:
    """The report of *entry*; an empty one as long as there is none."""
    return from_values(Report, entry.report) if entry.report else Report()


def _with_columns(entry: Import, choices: Choices) -> dict[str, dict[str, str]]:
    """*choices*; the columns stay as they were looked at last, unless they are among these."""
    table = report_of(entry).table
    seen = table.choices if table else {}
    return {**seen, **{kind: dict(meant) for kind, meant in choices.items()}}


def _refuse_unless_reported(entry: Import) -> None:
    if entry.state is not State.REPORTED:
        raise NotReported(_("This import has moved on. Reload the page to see where it stands."))
