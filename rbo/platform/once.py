"""A form that creates something does it once, however often it is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped

from rbo.platform.db import db
from rbo.platform.errors import Conflict, Refused
from rbo.platform.rows import Base, Owned
from rbo.platform.scope import current_stringer
from rbo.platform.session import GROUND

NOT_CONTENT = ("csrf_token",)


class FormKey(Owned, Base):
    """One form on one screen: what was sent with it, and where its result is."""

    __tablename__ = "form_keys"
    is_a_record = True

    body_hash: Mapped[str]
    address: Mapped[str | None]


class FormReused(Conflict):
    """The same form came again with other content."""


def made(key: str | None, body: Iterable[tuple[str, str]], make: Callable[[], str]) -> str:
    """Address of what *make* creates and tells; a form that comes again gets the first one's.

    Raises:
        Refused: *key* is none of ours.
        FormReused: the key came before with another body.
    """
    try:
        claimed = UUID(key or "")
    except ValueError:
        raise Refused(_("This form is too old. Reload the page and send it again.")) from None
    earlier = _enter(claimed, body)
    if earlier is not None:
        return earlier
    address = make()
    _leave(claimed, address)
    return address


def _enter(key: UUID, body: Iterable[tuple[str, str]]) -> str | None:
    """Claim *key* for this transaction; a second sender waits here for the first and gets its address.

    Raises:
        FormReused: the key came before with another body.
    """
    digest = _digest(body)
    claim = insert(FormKey).values(stringer_id=current_stringer(), id=key, body_hash=digest)
    claimed = claim.on_conflict_do_nothing().returning(FormKey.id)
    if db.session.execute(claimed, execution_options=GROUND).first() is not None:
        return None
    first = db.session.scalars(select(FormKey).where(FormKey.id == key)).one()
    if first.body_hash != digest:
        raise FormReused(_("This form was saved already. Open a fresh one to add another."))
    return first.address


def _leave(key: UUID, address: str) -> None:
    """Note where the result of *key* is, in the transaction that made it."""
    db.session.execute(update(FormKey).where(FormKey.id == key).values(address=address))


def _digest(body: Iterable[tuple[str, str]]) -> str:
    content = sorted(pair for pair in body if pair[0] not in NOT_CONTENT)
    return hashlib.sha256(repr(content).encode()).hexdigest()
