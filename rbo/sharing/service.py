"""Letting somebody look, and no longer."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from rbo.platform import audit, clock
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.session import GROUND
from rbo.sharing.models import Deed, Grant, OrderShare, PersonStringerShare, ShareAudit


def give(grant: Grant) -> bool:
    """Enter *grant* and a line about it; False where a live one like it stands there already."""
    grant.id = new_id()
    noun = type(grant)
    known = {column.key: getattr(grant, column.key) for column in noun.__mapper__.column_attrs}
    row = {name: value for name, value in known.items() if value is not None}
    entry = insert(noun).values(row).on_conflict_do_nothing().returning(noun.id)
    if db.session.execute(entry, execution_options=GROUND).first() is None:
        return False
    _note(Deed.GRANTED, grant)
    return True


def end(grant: Grant) -> None:
    """Close it, for whichever side asks; with the next statement nobody looks any more."""
    if grant.ended_at is not None:
        return
    grant.ended_at = clock.now()
    _note(Deed.REVOKED, grant)


def _note(deed: Deed, grant: Grant) -> None:
    line = ShareAudit(deed=deed, actor=audit.actor.get(), request_id=audit.request_id.get())
    if isinstance(grant, OrderShare):
        line.stringer_id, line.order_share_id = grant.stringer_id, grant.id
    if isinstance(grant, PersonStringerShare):
        line.person_share_id = grant.id
    db.session.add(line)
    db.session.flush()
