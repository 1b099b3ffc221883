"""Erasing a person in every book: names, contacts and words go; number, dates, amounts and goods stay."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ARRAY, ColumnElement, Text, func, literal, select, tuple_, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

from rbo.admin.blanks import personal
from rbo.admin.provenance import Source, sources_of
from rbo.admin.remains import SHORT, withdraw
from rbo.admin.trace import Trace, follow, is_delivery_to, is_job_of, is_letter_of
from rbo.auth.gotrue import Away, SaidNo, gotrue
from rbo.auth.models import Login
from rbo.clients.models import ClientProfile, Racket
from rbo.exports.expiry import remove_expired
from rbo.orders.models import Order
from rbo.people.models import Person
from rbo.platform import audit, clock
from rbo.platform.db import system_session
from rbo.platform.errors import Refused
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.service import DROPPABLE
from rbo.platform.jobs.states import OutboxState
from rbo.receipts import handover
from rbo.receipts.models import ReceiptEmission
from rbo.sharing.models import OrderShare, PersonStringerShare
from rbo.sharing.service import end_by_house
from rbo.stringers.models import Stringer

IN_SNAPSHOTS = (("client", "name"), ("client", "email"), ("racket", "instance_id"), ("comments",))
NOT_SENT = (*DROPPABLE, OutboxState.INFLIGHT)


class NamesSomebody(Refused):
    """A line of the log stays, so it must not name whom it is about."""


def preview(person_id: UUID) -> tuple[Trace, Sequence[Source]]:
    """What would go and what would stay, and where it came from.

    Raises:
        Missing: there is no such person.
    """
    with system_session() as rows:
        found = follow(rows, person_id)
        audit.note(rows, "person_viewed", person_id=person_id, reason=audit.Purpose.PERSONS)
        sources = sources_of(rows, found.ids)
        rows.expunge_all()
        return found, sources


def erase(person_id: UUID, reason: str) -> None:
    """Take a person out of every book, for ever.

    Raises:
        NoReason: nothing is said.
        NamesSomebody: the reason says whom.
        Missing: there is no such person.
        Refused: the identity service does not answer, so nothing was erased.
    """
    said = audit.reason_of(reason)
    with system_session() as rows:
        found = follow(rows, person_id, lock=True)
        refuse_names(rows, found, said)
        audit.note(rows, "person_erased", person_id=person_id, reason=said, detail=found.counts)
        withdraw(rows, found.ids, known_words(rows, found))
        _stop_letters(rows, found.ids)
        _blank_letters(rows, found.ids)
        _blank_books(rows, found.ids)
        _close_doors(rows, found.ids)
        _blank_persons(rows, found.ids)
    with system_session() as rows:
        remove_expired(rows)
    handover.forget_all()


def refuse_names(rows: Session, found: Trace, reason: str) -> None:
    """Keep whom it is about out of the log.

    Raises:
        NamesSomebody: *reason* holds a name or a contact that any book knows them by.
    """
    if any(word in reason.casefold() for word in known_words(rows, found) if len(word) > SHORT):
        raise NamesSomebody(_("Leave the name and the contacts out: the log keeps the reason for ever."))


def known_words(rows: Session, found: Trace) -> set[str]:
    """Names and contacts that any book knows them by, in small letters."""
    profiles = select(
        ClientProfile.entered_first_name,
        ClientProfile.entered_last_name,
        ClientProfile.entered_email,
        ClientProfile.entered_phone,
    ).where(ClientProfile.person_id.in_(found.ids))
    person = found.person
    own = (person.display_first_name, person.display_last_name, person.email, person.phone)
    return {str(word).casefold() for row in (own, *rows.execute(profiles)) for word in row if word}


def _stop_letters(rows: Session, ids: Sequence[UUID]) -> None:
    """What was not sent is dropped; one under way loses its lease before it is handed over."""
    theirs = update(Outbox).where(is_delivery_to(ids)).execution_options(synchronize_session=False)
    dropped = theirs.where(Outbox.state.in_(NOT_SENT)).values(state=OutboxState.ABORTED, next_at=None)
    rows.execute(dropped.values(done_at=func.now(), last_error_class="erased"))
    rows.execute(theirs.values(last_error=None))


def _blank_letters(rows: Session, ids: Sequence[UUID]) -> None:
    blank: ColumnElement[Any] = ReceiptEmission.__table__.c.snapshot
    for path in IN_SNAPSHOTS:
        nothing = literal('""' if path == ("client", "name") else "null", Text).cast(JSONB)
        blank = func.jsonb_set(blank, literal(list(path), ARRAY(Text)), nothing, False)
    letters = update(ReceiptEmission).where(is_letter_of(ids)).values(recipient=None, snapshot=blank)
    rows.execute(letters, execution_options={"synchronize_session": False})


def _blank_books(rows: Session, ids: Sequence[UUID]) -> None:
    """What stringers wrote down; a form that is open somewhere meets another version."""
    theirs = select(ClientProfile.stringer_id, ClientProfile.id).where(ClientProfile.person_id.in_(ids))
    for change in (
        update(Order).where(is_job_of(ids)).values(**personal(Order), version=Order.version + 1),
        update(Racket)
        .where(tuple_(Racket.stringer_id, Racket.client_id).in_(theirs))
        .values(**personal(Racket), version=Racket.version + 1),
        update(ClientProfile)
        .where(ClientProfile.person_id.in_(ids))
        .values(**personal(ClientProfile), archived_at=func.now(), version=ClientProfile.version + 1),
    ):
        rows.execute(change, execution_options={"synchronize_session": False})


def _close_doors(rows: Session, ids: Sequence[UUID]) -> None:
    """Grants and logins end, and the account that signs in goes, unless a stringer has it too."""
    for noun in (OrderShare, PersonStringerShare):
        end_by_house(rows, noun, noun.person_id.in_(ids))
    open_ones = update(Login).where(Login.person_id.in_(ids), Login.ended_at.is_(None))
    rows.execute(open_ones.values(ended_at=clock.now()), execution_options={"synchronize_session": False})
    accounts = select(Person.gotrue_user_id).where(Person.id.in_(ids), Person.gotrue_user_id.is_not(None))
    stringers = select(Stringer.gotrue_user_id).where(Stringer.gotrue_user_id.is_not(None))
    for account in rows.scalars(accounts.where(Person.gotrue_user_id.not_in(stringers))).all():
        remove_account(account)


def remove_account(account: UUID | None) -> None:
    """Take the sign-in away at the identity service.

    Raises:
        Refused: it does not answer, so nothing may be done.
    """
    if account is None:
        return
    try:
        with suppress(SaidNo):  # it is gone already
            gotrue().remove_user(account)
    except Away as away:
        sentence = _("The identity service does not answer. Nothing was done; try again shortly.")
        raise Refused(sentence) from away


def _blank_persons(rows: Session, ids: Sequence[UUID]) -> None:
    now = clock.now()
    blank = update(Person).where(Person.id.in_(ids)).values(**personal(Person), deleted_at=now)
    rows.execute(blank.values(scrubbed_at=now), execution_options={"synchronize_session": False})
