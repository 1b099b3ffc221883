"""Logins: begun, carried on by rotating refresh tokens, ended."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session as Store

from rbo.identity import opaque
from rbo.identity.models import RefreshToken, Session, User
from rbo.identity.problems import Problem
from rbo.platform import clock
from rbo.platform.metrics.counting import count
from rbo.platform.metrics.families import REFRESH_REUSE

AGAIN_WITHIN = timedelta(seconds=10)
IDLE = timedelta(days=14)
LONGEST = timedelta(days=60)
FRESH_FOR = timedelta(hours=24)  # as long as gotrue, where it asks for it at all

log = logging.getLogger(__name__)


class Reused(Problem):
    """A refresh token came a second time: its whole family was ended, and that must be committed."""

    def __init__(self, login_id: UUID) -> None:
        super().__init__(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used")
        self.login_id = login_id


@dataclass(frozen=True)
class Opened:
    """A login with the refresh token its client keeps."""

    user: User
    session: Session
    refresh_token: str


def start(store: Store, user: User, method: str) -> Opened:
    """A new login of *user*; *method* says how (`password`, `otp`)."""
    session = Session(user_id=user.id, method=method, created_at=clock.now())
    token = opaque.new_token()
    user.last_sign_in_at = clock.now()
    store.add(session)
    store.flush()
    store.add(RefreshToken(token_hash=opaque.digest(token), session_id=session.id))
    store.flush()
    return Opened(user, session, token)


def refresh(store: Store, token: str, key: str) -> Opened:
    """The same login with the next refresh token; the last one within 10 s again gets the same next.

    Raises:
        Reused: *token* was used before.
        Problem: it is unknown, or its login is over.
    """
    row, session, user = _locked(store, token)
    _refuse_stale(row, session)
    child = opaque.child_of(token, key)
    if row.used_at is None:
        _use_up(store, row, child)
    elif not _is_direct_parent(store, row):
        session.ended_at = clock.now()
        store.flush()
        count(REFRESH_REUSE)
        log.warning("refresh token used twice, login ended", extra={"login": str(session.id)})
        raise Reused(session.id)
    return Opened(user, session, child)


def refuse_old(session: Session) -> None:
    """Let only a login of the last day give the account away: an old one may be in other hands.

    Raises:
        Problem: it is older.
    """
    if clock.now() - session.created_at > FRESH_FOR:
        raise Problem(400, "reauthentication_needed", "Password update requires reauthentication")


def end(store: Store, user_id: UUID, session_id: UUID, scope: str) -> None:
    """End logins of the user: this one (`local`), all the `others`, or all (`global`)."""
    which: dict[str, tuple[ColumnElement[bool], ...]] = {
        "local": (Session.id == session_id,),
        "others": (Session.id != session_id,),
        "global": (),
    }
    if scope not in which:
        raise Problem(400, "validation_failed", "scope must be global, local or others")
    mine = (Session.user_id == user_id, Session.ended_at.is_(None), *which[scope])
    store.execute(update(Session).where(*mine).values(ended_at=clock.now()))


def _locked(store: Store, token: str) -> tuple[RefreshToken, Session, User]:
    row = store.get(RefreshToken, opaque.digest(token))
    if row is None:
        raise _unknown()
    locked = select(Session).where(Session.id == row.session_id).with_for_update()
    session = store.scalars(locked).one()
    store.refresh(row)
    user = store.get(User, session.user_id)
    if user is None or user.is_barred or session.ended_at is not None:
        raise _unknown()
    return row, session, user


def _refuse_stale(row: RefreshToken, session: Session) -> None:
    now = clock.now()
    if now - row.created_at > IDLE or now - session.created_at > LONGEST:
        raise Problem(400, "session_expired", "Invalid Refresh Token: Session Expired")


def _use_up(store: Store, row: RefreshToken, child: str) -> None:
    row.used_at = clock.now()
    row.child_hash = opaque.digest(child)
    store.add(RefreshToken(token_hash=row.child_hash, session_id=row.session_id))
    store.flush()


def _is_direct_parent(store: Store, row: RefreshToken) -> bool:
    child = row.child_hash and store.get(RefreshToken, row.child_hash)
    is_fresh = row.used_at is not None and clock.now() - row.used_at <= AGAIN_WITHIN
    return is_fresh and isinstance(child, RefreshToken) and child.used_at is None


def _unknown() -> Problem:
    return Problem(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found")
