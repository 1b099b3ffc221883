"""What else may name a person: links, answers to programs, files that came or were made, an admin's words."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Text,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import InstrumentedAttribute, Session

from rbo.admin.batches import table
from rbo.admin.trace import is_job_of
from rbo.clients.models import ClientProfile
from rbo.exports.models import Export
from rbo.imports.models import UNDECIDED, Import, ImportedRow, State
from rbo.orders.models import Order
from rbo.platform.audit import AdminAuditLog
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.service import DROPPABLE
from rbo.platform.jobs.states import OutboxState
from rbo.platform.once import FormKey
from rbo.sharing.models import OrderShare, PersonStringerShare
from rbo.sharing.service import end_by_house

QUIETLY = {"synchronize_session": False}
Said = ColumnElement[Any] | InstrumentedAttribute[str]
SHORT = 2  # letters: a name as short stands in half of all sentences
DIGITS = 6  # fewer are no phone number
NOTHING = cast(literal("{}", Text), JSONB)


def withdraw(rows: Session, ids: Sequence[UUID], words: Collection[str]) -> None:
    """Take it all out of reach; *words* are what any book knows these people by.

    Whatever is just being written into a book is waited for, so that it is found afterwards.
    """
    knowing = select(ClientProfile.stringer_id).where(ClientProfile.person_id.in_(ids))
    _let_go_of_files(rows, Import.stringer_id.in_(knowing))
    rows.execute(select(ClientProfile.id).where(ClientProfile.person_id.in_(ids)).with_for_update())
    rows.execute(select(Order.id).where(is_job_of(ids)).order_by(Order.id).with_for_update())
    _forget_reports(rows, ids, words)
    _forget_answers(rows, FormKey.stringer_id.in_(knowing))
    _forget_reasons(
        rows, or_(AdminAuditLog.person_id.in_(ids), AdminAuditLog.stringer_id.in_(knowing)), words
    )
    _forget_addresses(rows, words)
    _end_links(rows, ids)
    _expire_exports(rows, Export.stringer_id.in_(knowing))


def _let_go_of_files(rows: Session, is_known: ColumnElement[bool]) -> None:
    """Nobody can tell whom a file names before it is in the book."""
    undecided = update(Import).where(is_known, Import.state.in_(UNDECIDED))
    nothing: dict[str, Any] = {"content": None, "report": null(), "fault": None, "choices": {}}
    gone = undecided.values(state=State.DISCARDED, version=Import.version + 1, **nothing)
    rows.execute(gone, execution_options=QUIETLY)


def _forget_reports(rows: Session, ids: Sequence[UUID], words: Collection[str]) -> None:
    """What was said of a file that is in the book, where it names one of them; perhaps too much goes.

    It may name them as they were called before; so the report of the file that brought them goes in any case.
    """
    theirs = select(ClientProfile.stringer_id, ClientProfile.id).where(ClientProfile.person_id.in_(ids))
    came = tuple_(ImportedRow.stringer_id, ImportedRow.client_id).in_(theirs)
    brought = select(ImportedRow.stringer_id, ImportedRow.import_id).where(came)
    said = func.concat_ws(" ", cast(Import.report, Text), cast(Import.choices, Text))
    names_one = or_(tuple_(Import.stringer_id, Import.id).in_(brought), _says(said, words))
    is_called_so = _says(Import.file_name, words)
    is_known = Import.stringer_id.in_(select(theirs.subquery().c.stringer_id))
    forgotten = update(Import).where(is_known, or_(names_one, is_called_so))
    blank: dict[str, Any] = {
        "version": Import.version + 1,
        "report": case((names_one, NOTHING), else_=Import.report),
        "choices": case((names_one, NOTHING), else_=Import.choices),
        "file_name": case((is_called_so, ""), else_=Import.file_name),
    }
    rows.execute(forgotten.values(blank), execution_options=QUIETLY)


def _forget_answers(rows: Session, is_known: ColumnElement[bool]) -> None:
    """A program that asks the same again is told so: it must not do its deed twice."""
    kept = update(FormKey).where(is_known, FormKey.answer.is_not(None))
    rows.execute(kept.values(answer=NOTHING), execution_options=QUIETLY)


def _forget_reasons(rows: Session, may_name: ColumnElement[bool], words: Collection[str]) -> None:
    """What an admin typed before, where it names one of them; the line itself stays.

    A contact goes wherever it stands. A name may be any word, and whoever keeps a book chooses it: it goes as
    a whole word, and only from lines about one of them or about a book that knows them.
    """
    contacts = [word for word in words if "@" in word or sum(map(str.isdigit, word)) >= DIGITS]
    names = [_has_word(AdminAuditLog.reason, word) for word in words if len(word) > SHORT]
    named = or_(_says(AdminAuditLog.reason, contacts), and_(may_name, or_(false(), *names)))
    rows.execute(update(AdminAuditLog).where(named).values(reason=""), execution_options=QUIETLY)


def _forget_addresses(rows: Session, words: Collection[str]) -> None:
    """Where somebody wanted to show them a job, taking them for a stringer."""
    for noun in (OrderShare, PersonStringerShare):
        mistaken = (noun.grantee_id.is_(None), func.lower(noun.grantee_email).in_(words))
        end_by_house(rows, noun, *mistaken)
        rows.execute(update(noun).where(*mistaken).values(grantee_email=""), execution_options=QUIETLY)


def _says(column: Said, words: Collection[str]) -> ColumnElement[bool]:
    return or_(false(), *(column.icontains(word, autoescape=True) for word in words))


def _has_word(column: Said, word: str) -> ColumnElement[bool]:
    return column.regexp_match(rf"(?<!\w){re.escape(word)}(?!\w)", flags="i")


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
