"""An admin puts a file into another's book: noted before the book opens, and decided by its owner."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rbo.platform import audit
from rbo.platform.db import system_session
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant
from rbo.stringers import queries as stringers
from rbo.stringers.bypass import refuse_no_admin


@contextmanager
def opened_for(email: str) -> Iterator[None]:
    """Open the book of the stringer at *email* to add a file, once the log says who does so.

    Raises:
        NoAdmin: the acting stringer is no active admin.
        Missing: nobody has this address.
        ScopeChanged: a transaction is still open; end it first.
    """
    stringer_id = stringers.id_at(email)
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
        audit.note(rows, "file_handed_over", stringer_id=stringer_id, reason=audit.Purpose.MOVE)
    with open_tenant(stringer_id):
        yield
