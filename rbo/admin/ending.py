"""The end of a book: its export is handed out, then the stringer is finalized and only numbers stay."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rbo.admin.erasure import remove_account
from rbo.admin.standing import StandsOtherwise, held
from rbo.exports import queries as exports
from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.people.models import Person
from rbo.platform import audit, clock
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import system_session
from rbo.platform.errors import Refused
from rbo.platform.scope import current_stringer
from rbo.platform.storage.files import files
from rbo.platform.tenancy import open_tenant
from rbo.sharing.models import OrderShare, PersonStringerShare
from rbo.sharing.service import end_by_house
from rbo.stringers.bypass import bypass_tenant, refuse_no_admin
from rbo.stringers.models import Status, Stringer
from rbo.stringers.service import GRACE

HANDED_OUT = "book_exported"
NOWHERE = "finalized.invalid"


class TooEarly(Refused):
    """The stringer may still change their mind."""


class NotHandedOut(Refused):
    """What is cleared is gone, so its owner gets it first."""


def hand_out(stringer_id: UUID, reason: str, wanted: Format) -> IO[bytes]:
    """The whole book as a file, for its owner.

    Raises:
        NoReason: nothing is said.
        NoAdmin, Missing: whoever asks is no admin any more, or there is no such book.
    """
    file = TemporaryFile()  # noqa: SIM115 - whoever answers closes it
    with (
        bypass_tenant(reason, stringer_id),
        closing(made(wanted, stringer_id, lambda _done, _of: None)) as pieces,
    ):
        file.writelines(pieces)
    return _noted(file, stringer_id, reason)


def hand_out_all(stringer_id: UUID, reason: str) -> IO[bytes] | None:
    """Workbook, document and every receipt in the newest ZIP of this book; None when none was made yet.

    Raises: as `hand_out`.
    """
    with bypass_tenant(reason, stringer_id):
        ready = [made.key for made in exports.present() if made.format is Format.ZIP and made.is_ready]
    if not ready:
        return None
    file = TemporaryFile()  # noqa: SIM115 - whoever answers closes it
    file.writelines(files().get(ready[0]))
    return _noted(file, stringer_id, reason)


@contextmanager
def asking_for_all(stringer_id: UUID, reason: str) -> Iterator[None]:
    """Open a book to have its ZIP made by the worker, once the log says who does so.

    Raises:
        NoReason, NoAdmin: as everywhere.
    """
    said = audit.reason_of(reason)
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        audit.note(rows, "book_file_asked", stringer_id=stringer_id, reason=said)
    with open_tenant(stringer_id):
        yield


def finalize(stringer_id: UUID, reason: str) -> None:
    """End a closed book for ever; what the law does not want kept is cleared from now on.

    Raises:
        NoReason, NoAdmin, Missing: as everywhere.
        StandsOtherwise: the book is open.
        TooEarly: the 30 days are not over.
        NotHandedOut: nobody got its export since it was closed.
        Refused: the identity service does not answer, so nothing has happened.
    """
    with held(stringer_id, "stringer_finalized", reason) as (rows, book):
        _refuse_living(rows, book)
        account = book.gotrue_user_id
        _end_what_others_gave(rows, stringer_id)
        _blank(book)
        rows.flush()
        if rows.scalars(select(Person.id).where(Person.gotrue_user_id == account)).first() is None:
            remove_account(account)


def _noted(file: IO[bytes], stringer_id: UUID, reason: str) -> IO[bytes]:
    file.seek(0)
    with system_session() as rows:
        audit.note(rows, HANDED_OUT, stringer_id=stringer_id, reason=audit.reason_of(reason))
    return file


def _refuse_living(rows: Session, book: Stringer) -> None:
    if book.status is not Status.DEACTIVATED or book.deactivated_at is None:
        raise StandsOtherwise(_("This book is open. It is closed for 30 days before it ends."))
    if clock.now() - book.deactivated_at <= GRACE:
        raise TooEarly(_("The 30 days of grace are not over."))
    given = (AdminAuditLog.deed == HANDED_OUT, AdminAuditLog.stringer_id == book.id)
    since = AdminAuditLog.created_at >= book.deactivated_at
    if rows.scalars(select(AdminAuditLog.id).where(*given, since).limit(1)).first() is None:
        raise NotHandedOut(_("Hand the book out first: afterwards nobody can."))


def _end_what_others_gave(rows: Session, stringer_id: UUID) -> None:
    """The record stays with whoever let them look, without the address."""
    for noun in (OrderShare, PersonStringerShare):
        given = noun.grantee_id == stringer_id
        end_by_house(rows, noun, given)
        gone = update(noun).where(given).values(grantee_email=f"{stringer_id}@{NOWHERE}")
        rows.execute(gone, execution_options={"synchronize_session": False})


def _blank(book: Stringer) -> None:
    """Who issued a receipt stands on it by law: name and place of the business stay."""
    book.status = Status.FINALIZED
    book.email, book.gotrue_user_id = f"{book.id}@{NOWHERE}", None
    book.phone, book.iban, book.logo, book.receipt_thankyou_text = "", "", None, {}
