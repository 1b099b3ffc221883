"""What the service does for whoever wants to sign in."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session as Store

from rbo.identity import accounts, jobs, links, passwords, queries, sessions
from rbo.identity.models import Kind, Letter, OneTimeToken, User
from rbo.identity.problems import Problem
from rbo.identity.sessions import Opened, Reused
from rbo.platform import clock

BY_TYPE = {
    "email": (Kind.MAGICLINK, Kind.SIGNUP, Kind.INVITE),
    "magiclink": (Kind.MAGICLINK,),
    "recovery": (Kind.RECOVERY,),
    "invite": (Kind.INVITE,),
    "signup": (Kind.SIGNUP,),
    "email_change": (Kind.EMAIL_CHANGE,),
}


def ask_for_letter(
    store: Store,
    kind: Kind,
    email: str,
    way_back: str,
    *,
    user_id: UUID | None = None,
    challenge: str | None = None,
) -> None:
    """Queue a letter to *email*, known or not: only the worker looks, so asking tells nothing."""
    letter = Letter(kind=kind, email=email, user_id=user_id, redirect_to=way_back, code_challenge=challenge)
    store.add(letter)
    store.flush()
    jobs.deliver.enqueue(letter.id, session=store)


def sign_in_by_password(store: Store, email: str, password: str) -> Opened:
    """A login for whoever knows the password; unknown addresses are answered alike and as slowly.

    Raises:
        Problem: the pair is wrong, or the user is barred or never confirmed.
    """
    user = queries.by_email(store, email)
    if not passwords.matches(user.password_hash if user else None, password) or user is None:
        raise Problem(400, "invalid_credentials", "Invalid login credentials")
    _refuse_barred(user)
    if user.email_confirmed_at is None:
        raise Problem(400, "email_not_confirmed", "Email not confirmed")
    if user.password_hash and passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)
    return sessions.start(store, user, "password")


def sign_in_by_token(store: Store, token: str, kind: str, email: str = "") -> Opened:
    """A login for whoever bears a mailed token; the token is used up.

    Raises:
        Problem: the token is not good, or the user is barred.
    """
    if kind not in BY_TYPE:
        raise Problem(400, "validation_failed", "Verify requires a known verification type")
    return _sign_in(store, links.use(store, token, BY_TYPE[kind], email=email))


def sign_in_by_code(store: Store, code: str, verifier: str) -> Opened:
    """A login for the browser that asked for a bound link (PKCE).

    Raises:
        Problem: the code is not good, or the verifier is another browser's.
    """
    return _sign_in(store, links.use_bound(store, code, verifier))


def carry_on(store: Store, token: str, key: str) -> Opened:
    """The login of a refresh *token* goes on; when one is used twice, whose login it was gets a letter.

    Raises:
        Reused: it was used before.
        Problem: it is unknown, or its login is over.
    """
    try:
        return sessions.refresh(store, token, key)
    except Reused as reused:
        jobs.warn.enqueue(reused.login_id, session=store)
        raise


def _sign_in(store: Store, row: OneTimeToken) -> Opened:
    user = queries.by_id(store, row.user_id)
    _refuse_barred(user)
    if row.kind is Kind.EMAIL_CHANGE:
        accounts.set_email(store, user, row.email)
    accounts.confirm(user, clock.now())
    return sessions.start(store, user, "otp")


def _refuse_barred(user: User) -> None:
    if user.is_barred:
        raise Problem(400, "user_banned", "User is banned")
