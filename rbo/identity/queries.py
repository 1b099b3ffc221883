"""Finders of the service."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Store

from rbo.identity.models import Session, User
from rbo.identity.problems import Problem


def by_email(store: Store, email: str) -> User | None:
    """The user with this address, upper or lower case."""
    return store.scalars(select(User).where(func.lower(User.email) == email.lower())).one_or_none()


def by_id(store: Store, user_id: UUID) -> User:
    """The user with this id.

    Raises:
        Problem: there is none.
    """
    user = store.get(User, user_id)
    if user is None or user.deleted_at is not None:
        raise Problem(404, "user_not_found", "User not found")
    return user


def alive(store: Store, user_id: UUID, session_id: UUID) -> tuple[User, Session]:
    """The user and the login of an access token.

    Raises:
        Problem: the login has ended, or the user is barred or gone.
    """
    session = store.get(Session, session_id)
    if session is None or session.user_id != user_id or session.ended_at is not None:
        raise Problem(403, "session_not_found", "Session from session_id claim in JWT does not exist")
    user = store.get(User, user_id)
    if user is None or user.deleted_at is not None:
        raise Problem(403, "user_not_found", "User from sub claim in JWT does not exist")
    if user.is_barred:
        raise Problem(403, "user_banned", "User is banned")
    return user, session


def page(store: Store, number: int, size: int) -> tuple[Sequence[User], int]:
    """One page of users, the oldest first, and how many there are."""
    known = select(User).where(User.deleted_at.is_(None))
    total = store.scalar(select(func.count()).select_from(known.subquery())) or 0
    listed = known.order_by(User.created_at, User.id).offset((number - 1) * size).limit(size)
    return store.scalars(listed).all(), total
