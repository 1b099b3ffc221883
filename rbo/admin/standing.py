"""How a stringer stands: invited, suspended and let in again by an admin, each with a line in the log."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from rbo.auth import service as sign_in
from rbo.auth.models import Login
from rbo.platform import audit, clock
from rbo.platform.db import system_session
from rbo.platform.errors import Conflict, Missing, Refused
from rbo.platform.rows import HOUSE
from rbo.platform.scope import current_stringer
from rbo.stringers.bypass import refuse_no_admin
from rbo.stringers.models import Status, Stringer
from rbo.stringers.service import refuse_only_admin


class Oneself(Refused):
    """An admin leaves like everybody else."""


class StandsOtherwise(Conflict):
    """Somebody was quicker."""


def invite(email: str, locale: str) -> None:
    """Invite a stringer; the log says who did.

    Raises:
        NoAdmin: whoever asks is no admin any more.
        AlreadyHere: somebody with this address has signed in before.
        SignInAway: the identity service does not answer.
    """
    with system_session() as rows:
        refuse_no_admin(rows, current_stringer())
    sign_in.invite(email, locale)
    with system_session() as rows:
        invited = rows.scalars(select(Stringer.id).where(func.lower(Stringer.email) == email.lower())).one()
        audit.note(rows, "stringer_invited", stringer_id=invited, reason=audit.Purpose.SITE)


def suspend(stringer_id: UUID, reason: str) -> None:
    """Close somebody's book: with the next statement they, their grants, links and jobs are as if not there.

    Raises:
        NoReason: nothing is said.
        NoAdmin: whoever asks is no admin any more.
        Oneself, OnlyAdmin: somebody has to be left who can help.
        Missing, StandsOtherwise: there is no such stringer, or the book is suspended already.
    """
    with held(stringer_id, "stringer_suspended", reason) as (rows, book):
        if book.suspended_at is not None:
            raise StandsOtherwise(_("This book is suspended already."))
        now = clock.now()
        book.status, book.suspended_at = Status.DEACTIVATED, now
        book.deactivated_at = book.deactivated_at or now
        theirs = update(Login).where(Login.stringer_id == stringer_id, Login.ended_at.is_(None))
        rows.execute(theirs.values(ended_at=now), execution_options={"synchronize_session": False})


def reactivate(stringer_id: UUID, reason: str) -> None:
    """Open a closed book again; whoever never signed in is invited as before.

    Raises:
        NoReason: nothing is said.
        NoAdmin: whoever asks is no admin any more.
        Missing, StandsOtherwise: there is no such stringer, or the book is open.
    """
    with held(stringer_id, "stringer_reactivated", reason) as (_rows, book):
        if book.status is not Status.DEACTIVATED:
            raise StandsOtherwise(_("This book is open already."))
        book.status = Status.ACTIVE if book.gotrue_user_id else Status.INVITED
        book.deactivated_at = book.suspended_at = None


@contextmanager
def held(stringer_id: UUID, deed: str, reason: str) -> Iterator[tuple[Session, Stringer]]:
    """The row of somebody else, locked, in the transaction that changes it and says so in the log.

    Raises:
        NoReason: nothing is said.
        NoAdmin: whoever asks is no admin any more.
        Oneself, OnlyAdmin: somebody has to be left who can help.
        Missing: there is no such stringer, or only what the law wants kept of one.
    """
    said = audit.reason_of(reason)
    if stringer_id == current_stringer():
        raise Oneself(_("That is your own book. Leave by your settings."))
    with system_session() as rows:
        refuse_only_admin(rows, stringer_id)  # first, so that of two admins at each other one finds out
        refuse_no_admin(rows, current_stringer())
        book = rows.get(Stringer, stringer_id, with_for_update=True)
        if book is None or stringer_id == HOUSE or book.status is Status.FINALIZED:
            raise Missing(_("There is no such stringer."))
        yield rows, book
        audit.note(rows, deed, stringer_id=stringer_id, reason=said)
