"""An admin looks into somebody's book: noted before it opens, read only, over with the block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from rbo.platform import audit
from rbo.platform.db import system_session
from rbo.platform.errors import Missing
from rbo.platform.rows import HOUSE
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant, refuse_open_transaction
from rbo.stringers.models import Role, Status, Stringer


class NoAdmin(Missing):
    """For everybody else there is no such way."""


@contextmanager
def bypass_tenant(reason: str, stringer_id: UUID) -> Iterator[None]:
    """Open the book of *stringer_id* to read, once the log says who does so and why.

    Raises:
        NoAdmin: the row of the acting stringer is no active admin's now, whatever it was at the sign-in.
        NoReason: *reason* says nothing, or too much for one line.
        Missing: there is no such book.
        ScopeChanged: a transaction is still open; end it first.
    """
    refuse_open_transaction()
    said = audit.reason_of(reason)
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        if stringer_id == HOUSE or rows.get(Stringer, stringer_id) is None:
            raise Missing(_("There is no such stringer."))
        audit.note(rows, "book_read", stringer_id=stringer_id, reason=said)
    with open_tenant(stringer_id, read_only=True):
        yield


def refuse_no_admin(rows: Session, stringer_id: UUID) -> None:
    """Ask the row itself, in the transaction of the deed.

    Raises:
        NoAdmin: it is no active admin's.
    """
    row = rows.get(Stringer, stringer_id, populate_existing=True)
    if row is None or row.role is not Role.ADMIN or row.status is not Status.ACTIVE:
        raise NoAdmin(_("There is no such page."))
