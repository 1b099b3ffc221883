"""A form that creates something does it once, however often it is sent; so does the request of a program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TypedDict
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.errors import Conflict, Refused
from rbo.platform.rows import PERSONAL, Base, Owned
from rbo.platform.scope import current_stringer
from rbo.platform.session import GROUND

NOT_CONTENT = ("csrf_token",)


class Answer(TypedDict):
    """What a program was answered."""

    status: int
    headers: dict[str, str]
    body: str


class FormKey(Owned, Base):
    """One form on one screen, or one request of a program: what was sent, and where or what its result is."""

    __tablename__ = "form_keys"
    is_a_record = True

    body_hash: Mapped[str]
    address: Mapped[str | None]
    answer: Mapped[Answer | None] = mapped_column(JSONB, info=PERSONAL)  # empty once it is forgotten


class FormReused(Conflict):
    """The same form came again with other content."""


class AnswerForgotten(Refused):
    """The deed was done, but its answer may have named somebody who was erased meanwhile."""

    status = 410


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
    first = _enter(claimed, body)
    if first is not None and first.address is not None:
        return first.address
    address = make()
    _leave(claimed, address=address)
    return address


def answered(
    key: UUID, body: Iterable[tuple[str, str]], honoured: timedelta, make: Callable[[], Answer]
) -> Answer:
    """What *make* answers; a request that comes again while its key is *honoured* gets the first answer.

    Raises:
        FormReused: the key came before with another body.
        AnswerForgotten: it was done, and somebody was erased since.
    """
    is_over = FormKey.created_at < clock.now() - honoured
    db.session.execute(delete(FormKey).where(FormKey.id == key, is_over))
    first = _enter(key, body)
    if first is not None and first.answer is not None:
        return _remembered(first.answer)
    answer = make()
    _leave(key, answer=answer)
    return answer


def _remembered(answer: Answer) -> Answer:
    if not answer:
        sentence = _("This was done. Its answer is not kept, since somebody was erased meanwhile.")
        raise AnswerForgotten(sentence)
    return answer


def _enter(key: UUID, body: Iterable[tuple[str, str]]) -> FormKey | None:
    """Claim *key* for this transaction; a second sender waits here for the first and gets what it left.

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
    return first


def _leave(key: UUID, **result: str | Answer) -> None:
    """Note the result of *key*, in the transaction that made it."""
    db.session.execute(update(FormKey).where(FormKey.id == key).values(result))


def _digest(body: Iterable[tuple[str, str]]) -> str:
    content = sorted(pair for pair in body if pair[0] not in NOT_CONTENT)
    return hashlib.sha256(repr(content).encode()).hexdigest()
