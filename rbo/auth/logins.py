"""The list of logins: begun by the system role, carried on and ended in the open book."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select, true, update
from sqlalchemy.orm import Session as Rows

from rbo.auth.gotrue import Session
from rbo.auth.models import IDLE, LONGEST, Login
from rbo.auth.queries import WELCOME, Known
from rbo.auth.refusals import NotInvited
from rbo.auth.tokens import Claims
from rbo.people import service as people
from rbo.platform import clock
from rbo.platform.db import db, system_session
from rbo.platform.scope import current_scope
from rbo.platform.words import moment
from rbo.stringers.models import Locale, Role, Status, Stringer
from rbo.stringers.service import GRACE

SEEN_EVERY = timedelta(minutes=1)
log = logging.getLogger(__name__)


def begin(session: Session, claims: Claims, device: str) -> bool:
    """Note a login of whoever it belongs to, a stringer, a client or both; False when that is nobody here.

    The first login links the stringer who was invited by the verified address, or the client who proved it.
    """
    now = clock.now()
    with system_session() as rows:
        stringer = found_by(rows, claims.sub, session.email)
        is_welcome = stringer is not None and stringer.status in WELCOME and stringer.suspended_at is None
        person = people.recognise(rows, claims.sub, session.email)
        if person is None and not is_welcome:
            return False
        rows.add(
            Login(
                id=claims.login_id,
                sub=claims.sub,
                stringer_id=stringer.id if stringer is not None and is_welcome else None,
                person_id=person.id if person is not None else None,
                device=device,
                created_at=now,
                last_seen_at=now,
            )
        )
    log.info("signed in", extra={"login": str(claims.login_id), "device": device})
    return True


def why_not(sub: UUID) -> NotInvited:
    """For whoever proved who they are and has no open book; who is suspended hears what comes when."""
    suspended = (Stringer.gotrue_user_id == sub, Stringer.status == Status.DEACTIVATED)
    with system_session() as rows:
        closed_at = rows.scalar(select(Stringer.deactivated_at).where(*suspended))
    if closed_at is None:
        return NotInvited(
            _("No book is open for this address. Ask for an invitation, or whoever runs this site.")
        )
    return NotInvited(
        _(
            "Your book is suspended. Nothing is deleted before %(until)s; then an admin may end it for ever: "
            "names, contacts and comments go. Ask whoever runs this site to open it again, or for a copy.",
            until=moment(closed_at + GRACE),
        )
    )


def found_by(rows: Rows, sub: UUID, email: str | None) -> Stringer | None:
    """The stringer with this gotrue user, or the one who was invited by this verified address."""
    return _linked(rows, sub) or _link(rows, sub, email)


def expect(email: str, role: Role, locale: str) -> None:
    """Keep a book ready for whoever proves to read the mail of *email*; an admin stays one."""
    with system_session() as rows:
        known = (func.lower(Stringer.email) == email.lower(),)
        found = rows.scalars(select(Stringer).where(*known).with_for_update()).one_or_none()
        if found is None:
            rows.add(Stringer(email=email.lower(), role=role, default_locale=Locale(locale)))
        elif role is Role.ADMIN:
            found.role = role


def is_over(known: Known) -> bool:
    """Whether the login was unused for 12 hours, is 30 days old, or its owner is gone for good."""
    now, is_somebody = clock.now(), known.is_stringer or known.person_id is not None
    return now - known.last_seen_at > IDLE or now - known.created_at > LONGEST or not is_somebody


def is_stale(known: Known) -> bool:
    """Whether it is time to note again that the login is in use."""
    return clock.now() - known.last_seen_at > SEEN_EVERY


def touch(login_id: UUID) -> None:
    """Note that the login is in use."""
    db.session.execute(update(Login).where(*_mine(), Login.id == login_id).values(last_seen_at=clock.now()))


def end(login_id: UUID) -> bool:
    """End one login of the open book; False when there is no such open one."""
    return _end(Login.id == login_id)


def end_others(login_id: UUID) -> None:
    """End every login of the open book but this one."""
    _end(Login.id != login_id)


def end_all() -> None:
    """End every login of the open book."""
    _end(true())


def _end(which: ColumnElement[bool]) -> bool:
    open_ones = update(Login).where(*_mine(), which, Login.ended_at.is_(None))
    ended = db.session.execute(open_ones.values(ended_at=clock.now()).returning(Login.id))
    return ended.first() is not None


def _mine() -> tuple[ColumnElement[bool], ...]:
    scope = current_scope()
    if scope.stringer_id is None:
        return (Login.person_id == scope.person_id,)
    return (Login.stringer_id == scope.stringer_id,)


def _linked(rows: Rows, sub: UUID) -> Stringer | None:
    return rows.scalars(select(Stringer).where(Stringer.gotrue_user_id == sub)).one_or_none()


def _link(rows: Rows, sub: UUID, email: str | None) -> Stringer | None:
    if email is None:
        return None
    unknown = (Stringer.gotrue_user_id.is_(None), Stringer.suspended_at.is_(None))
    invited = select(Stringer).where(func.lower(Stringer.email) == email.lower(), *unknown)
    found = rows.scalars(invited.with_for_update()).one_or_none()
    if found is not None:
        found.gotrue_user_id = sub
        found.status = Status.ACTIVE if found.status is Status.INVITED else found.status
        rows.flush()
    return found
