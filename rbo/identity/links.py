"""One-time tokens: made when a mail is written, hashed, short-lived, good once."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session as Store

from rbo.identity import opaque
from rbo.identity.models import Kind, OneTimeToken, User
from rbo.identity.problems import Problem
from rbo.platform import clock

LIFE = timedelta(minutes=10)
LIFE_OF_INVITATION = timedelta(hours=24)


def make(store: Store, user: User, kind: Kind, *, email: str = "", challenge: str | None = None) -> str:
    """A token that proves whoever bears it reads the mail of *email* (the user's own by default)."""
    token = opaque.new_token()
    life = LIFE_OF_INVITATION if kind is Kind.INVITE else LIFE
    store.add(
        OneTimeToken(
            token_hash=opaque.digest(token),
            user_id=user.id,
            kind=kind,
            email=email or user.email,
            code_challenge=challenge,
            expires_at=clock.now() + life,
        )
    )
    return token


def peek(store: Store, token: str) -> OneTimeToken | None:
    """The row of *token*, left as it is."""
    return store.get(OneTimeToken, opaque.digest(token))


def use(store: Store, token: str, kinds: Collection[Kind], *, email: str = "") -> OneTimeToken:
    """Use *token* up; of many at once, one succeeds.

    Raises:
        Problem: it is unknown, used, too old, of another kind or another address,
            or bound to the browser that asked for it.
    """
    wanted: list[ColumnElement[bool]] = [OneTimeToken.kind.in_(kinds), OneTimeToken.code_challenge.is_(None)]
    if email:
        wanted.append(OneTimeToken.email == email)
    return _take(store, token, wanted)


def use_bound(store: Store, token: str, verifier: str) -> OneTimeToken:
    """Use up a *token* that is bound to the secret *verifier* of the browser that asked (PKCE).

    Raises:
        Problem: as `use`, or the verifier is not the right one.
    """
    row = peek(store, token)
    if row is None or row.code_challenge is None:
        raise Problem(404, "flow_state_not_found", "Invalid flow state, no valid flow state found")
    if not opaque.answers(row.code_challenge, verifier):
        raise Problem(400, "bad_code_verifier", "Code challenge does not match the code verifier")
    return _take(store, token, [])


def forget(store: Store, user: User) -> None:
    """Make every outstanding token of *user* worthless."""
    store.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user.id))


def _take(store: Store, token: str, wanted: list[ColumnElement[bool]]) -> OneTimeToken:
    now = clock.now()
    fresh = (
        OneTimeToken.token_hash == opaque.digest(token),
        OneTimeToken.used_at.is_(None),
        OneTimeToken.expires_at > now,
    )
    taken = update(OneTimeToken).where(*fresh, *wanted).values(used_at=now)
    key = store.execute(taken.returning(OneTimeToken.token_hash)).scalar_one_or_none()
    if key is None:
        raise Problem(403, "otp_expired", "Email link is invalid or has expired")
    return store.scalars(select(OneTimeToken).where(OneTimeToken.token_hash == key)).one()
