"""What else may name a person in the books that know them: links, and files that came in or were made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, case, cast, func, literal, null, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from rbo.admin.batches import table
from rbo.admin.trace import is_job_of
from rbo.clients.models import ClientProfile
from rbo.exports.models import Export
from rbo.imports.models import Import, State
from rbo.orders.models import Order
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.service import DROPPABLE
from rbo.platform.jobs.states import OutboxState

QUIETLY = {"synchronize_session": False}
UNDECIDED = (State.READING, State.REPORTED, State.WRITING)
NOTHING = cast(literal("{}", Text), JSONB)


def withdraw(rows: Session, ids: Sequence[UUID], words: Collection[str]) -> None:
    """Take it all out of reach; *words* are what any book knows these people by.

    A file that is just being written into a book is waited for, so that its rows are found afterwards.
    """
    knowing = select(ClientProfile.stringer_id).where(ClientProfile.person_id.in_(ids))
    _let_go_of_files(rows, Import.stringer_id.in_(knowing))
    _forget_reports(rows, Import.stringer_id.in_(knowing), words)
    _end_links(rows, ids)
    _expire_exports(rows, Export.stringer_id.in_(knowing))


def _let_go_of_files(rows: Session, is_known: ColumnElement[bool]) -> None:
    """Nobody can tell whom a file names before it is in the book."""
    undecided = update(Import).where(is_known, Import.state.in_(UNDECIDED))
    nothing: dict[str, Any] = {"content": None, "report": null(), "fault": None, "choices": {}}
    gone = undecided.values(state=State.DISCARDED, version=Import.version + 1, **nothing)
    rows.execute(gone, execution_options=QUIETLY)


def _forget_reports(rows: Session, is_known: ColumnElement[bool], words: Collection[str]) -> None:
    """What was said of a file that is in the book, where it names one of them; perhaps too much goes."""
    said = func.concat_ws(" ", cast(Import.report, Text), cast(Import.choices, Text))
    names_one = or_(*(said.icontains(word, autoescape=True) for word in words))
    is_called_so = or_(*(Import.file_name.icontains(word, autoescape=True) for word in words))
    forgotten = update(Import).where(is_known, or_(names_one, is_called_so))
    blank: dict[str, Any] = {
        "version": Import.version + 1,
        "report": case((names_one, NOTHING), else_=Import.report),
        "choices": case((names_one, NOTHING), else_=Import.choices),
        "file_name": case((is_called_so, ""), else_=Import.file_name),
    }
    rows.execute(forgotten.values(blank), execution_options=QUIETLY)


def _end_links(rows: Session, ids: Sequence[UUID]) -> None:
    links = table("order_links")
    theirs = tuple_(links.c.stringer_id, links.c.order_id).in_(
        select(Order.stringer_id, Order.id).where(is_job_of(ids))
    )
    rows.execute(update(links).where(theirs, links.c.expires_at > func.now()).values(expires_at=func.now()))


def _expire_exports(rows: Session, is_known: ColumnElement[bool]) -> None:
    """One that is being made would name them still: its worker loses it before the file appears."""
    present = (is_known, Export.removed_at.is_(None))
    making = select(Export.outbox_id).where(*present, Export.finished_at.is_(None))
    under_way = (Outbox.id.in_(making), Outbox.state.in_((*DROPPABLE, OutboxState.INFLIGHT)))
    dropped = update(Outbox).where(*under_way).values(state=OutboxState.ABORTED, next_at=None)
    for change in (
        dropped.values(done_at=func.now(), last_error_class="outdated"),
        update(Export).where(*present).values(expires_at=func.now()),
    ):
        rows.execute(change, execution_options=QUIETLY)
