"""Who is doing this, and in which request; and the log of what admins did, to which lines are only added."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, Session, mapped_column

from rbo.platform import afterwards
from rbo.platform.errors import Refused
from rbo.platform.ids import new_id
from rbo.platform.rows import Base

LONGEST_REASON = 500
STRANGER = "stranger"  # as long as nobody is signed in

actor: ContextVar[str] = ContextVar("actor", default="system")
request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger(__name__)


@contextmanager
def acting(who: str) -> Iterator[None]:
    """What happens in the block is done by *who*: `stringer:ID`, `person:ID` or `command:NAME`."""
    before = actor.set(who)
    try:
        yield
    finally:
        actor.reset(before)


class Purpose(StrEnum):
    """The reason in the log where nobody is asked to type one: what a page is there for."""

    SITE = "to_run_the_site"
    PERSONS = "for_the_rights_of_persons"
    CATALOGUE = "for_the_shared_catalogue"
    MOVE = "to_bring_a_book_in"
    COMMAND = "asked_at_the_machine"
    OWN_WISH = "by_their_own_wish"


class NoReason(Refused):
    """Whoever reads the log later has to know why."""


class AdminAuditLog(Base):
    """One deed beyond the doer's own book. No role may change or delete a line, but blank its reason."""

    __tablename__ = "admin_audit_log"
    __table_args__ = (CheckConstraint(f"char_length(reason) <= {LONGEST_REASON}", name="reason_fits"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    actor: Mapped[str]
    deed: Mapped[str]
    stringer_id: Mapped[UUID | None] = mapped_column(index=True)
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(default="", server_default="")
    request_id: Mapped[str] = mapped_column(default="", server_default="")
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


def note(
    session: Session,
    deed: str,
    *,
    stringer_id: UUID | None = None,
    person_id: UUID | None = None,
    reason: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line about *deed*, a word like `book_read`, to the open transaction of *session*.

    It stays for ever: *detail* holds ids and counts, *reason* a `Purpose` or what an admin typed; neither
    names a client.
    """
    if not reason:
        raise ValueError(f"{deed} without a reason")
    session.add(
        AdminAuditLog(
            actor=actor.get(),
            deed=deed,
            stringer_id=stringer_id,
            person_id=person_id,
            reason=reason,
            request_id=request_id.get(),
            detail=dict(detail or {}),
        )
    )
    known = {"deed": deed, "stringer_id": stringer_id, "actor": actor.get()}
    afterwards.say(session, log.info, "deed of an admin", **known)
    session.flush()  # so that whoever lets go of what was read does not let go of the line


def reason_of(typed: str) -> str:
    """*typed* as it stands in the log.

    Raises:
        NoReason: it says nothing, or too much for one line.
    """
    said = typed.strip()
    if not 0 < len(said) <= LONGEST_REASON:
        raise NoReason(_("Say why, in at most %(count)s characters.", count=LONGEST_REASON))
    return said
