"""Users: invited, made, changed, removed."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session as Store

from rbo.identity import links, opaque, passwords, queries, sessions
from rbo.identity.models import User
from rbo.identity.problems import Problem, invalid
from rbo.identity.tidying import forget_letters_to
from rbo.platform import clock
from rbo.platform.addresses import mail_address

MOST_METADATA = 1024


def read_email(value: object) -> str:
    """A usable address, in lower case.

    Raises:
        Problem: *value* is none.
    """
    try:
        return mail_address(str(value or ""))
    except ValueError as error:
        message = "Unable to validate email address: invalid format"
        raise Problem(400, "email_address_invalid", message) from error


def add(store: Store, email: str, data: dict[str, Any] | None = None) -> User:
    """A new user without a password, unconfirmed.

    Raises:
        Problem: the address is taken.
    """
    if queries.by_email(store, email) is not None:
        raise _taken()
    user = User(email=email, app_metadata={}, user_metadata={})
    keep_data(user, data)
    store.add(user)
    store.flush()
    return user


def invited(store: Store, email: str, data: dict[str, Any] | None = None) -> User:
    """The invited user with this address, new or invited before.

    Raises:
        Problem: somebody with this address has signed in already.
    """
    user = queries.by_email(store, email)
    if user is None or user.email_confirmed_at is not None:
        user = add(store, email, data)
    user.invited_at = clock.now()
    return user


def keep_data(user: User, data: object) -> None:
    """Merge *data* into what the user says of themselves; a null takes a name away.

    Raises:
        Problem: it is no object, or too much for a token.
    """
    user.user_metadata = _merged(user.user_metadata, data)


def keep_app_data(user: User, data: object) -> None:
    """Merge *data* into what an administrator says of the user.

    Raises:
        Problem: it is no object, or too much for a token.
    """
    user.app_metadata = _merged(user.app_metadata, data)


def set_password(store: Store, user: User, password: str) -> None:
    """Give *user* a new password; outstanding links become worthless.

    Raises:
        Problem: the password is weak, or the same as before.
    """
    reasons = passwords.weaknesses(password, user.email)
    if reasons:
        message = "Use 12 to 128 characters with lower and upper case, a digit and a symbol."
        raise Problem(422, "weak_password", message, {"weak_password": {"reasons": reasons}})
    if user.password_hash and passwords.matches(user.password_hash, password):
        raise Problem(422, "same_password", "New password should be different from the old password.")
    user.password_hash = passwords.hash_password(password)
    links.forget(store, user)


def set_email(store: Store, user: User, email: str) -> None:
    """Give *user* another address.

    Raises:
        Problem: it is somebody else's.
    """
    other = queries.by_email(store, email)
    if other is not None and other.id != user.id:
        raise _taken()
    user.email, user.email_change = email, None


def bar(user: User, ban_duration: str) -> None:
    """Keep *user* out for a while: `24h`, `90m`, or `none` to let them in again.

    Raises:
        Problem: the duration cannot be read.
    """
    user.banned_until = None if ban_duration == "none" else clock.now() + _duration(ban_duration)


def remove(store: Store, user: User, *, softly: bool) -> None:
    """Take *user* out; softly, the row stays without the address."""
    forget_letters_to(store, user.email)
    if not softly:
        store.delete(user)
        return
    sessions.end(store, user.id, user.id, "global")
    links.forget(store, user)
    user.deleted_at = clock.now()
    user.email = f"{opaque.digest(user.email).hex()}@deleted.invalid"
    user.password_hash = None


def confirm(user: User, at: datetime) -> None:
    """Note that whoever reads the mail of *user* is here."""
    user.email_confirmed_at = user.email_confirmed_at or at


def _taken() -> Problem:
    return Problem(422, "email_exists", "A user with this email address has already been registered")


def _merged(before: dict[str, Any], data: object) -> dict[str, Any]:
    if data is None:
        return before
    if not isinstance(data, dict):
        raise invalid("data must be an object")
    merged = {name: value for name, value in (before | data).items() if value is not None}
    if not _can_be_kept(merged):
        raise invalid(f"metadata must be plain JSON below {MOST_METADATA} characters")
    return merged


def _can_be_kept(data: dict[str, Any]) -> bool:
    try:
        written = json.dumps(data, allow_nan=False)  # as the token carries it
    except ValueError:
        return False
    return len(written) <= MOST_METADATA and "\\u0000" not in written


def _duration(text: str) -> timedelta:
    number, unit = text[:-1], text[-1:]
    seconds = {"h": 3600, "m": 60, "s": 1}.get(unit)
    if seconds is None or not number.isdecimal() or len(number) > 7:
        raise invalid("ban_duration must look like 24h, 90m or none")
    return timedelta(seconds=int(number) * seconds)
