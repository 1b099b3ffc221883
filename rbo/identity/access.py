"""Access tokens: short-lived JWTs with gotrue's claims, signed with the shared secret."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from rbo.identity.models import Session, User
from rbo.identity.problems import Problem
from rbo.platform import clock
from rbo.platform.config import Settings
from rbo.platform.ids import new_id

LIFE = timedelta(minutes=10)
NEEDED = ["exp", "iat", "iss", "aud", "sub", "session_id", "jti"]
LONGEST = 4096


def mint(user: User, session: Session, settings: Settings) -> tuple[str, int]:
    """An access token and its end in seconds since 1970; it names neither stringer nor role of the book."""
    now = clock.now()
    end = _seconds(now + LIFE)
    claims = {
        "iss": settings.gotrue_issuer,
        "sub": str(user.id),
        "aud": settings.gotrue_audience,
        "iat": _seconds(now),
        "exp": end,
        "email": user.email,
        "phone": "",
        "role": "authenticated",
        "aal": "aal1",
        "amr": [{"method": session.method, "timestamp": _seconds(session.created_at)}],
        "session_id": str(session.id),
        "jti": str(new_id()),
        "is_anonymous": False,
        "app_metadata": app_metadata(user),
        "user_metadata": user.user_metadata,
    }
    return jwt.encode(claims, settings.gotrue_jwt_secret, algorithm="HS256"), end


def app_metadata(user: User) -> dict[str, Any]:
    """What the service says of *user*: the provider, and what an administrator added."""
    return {"provider": "email", "providers": ["email"]} | user.app_metadata


def read(token: str, settings: Settings) -> tuple[UUID, UUID]:
    """The user and the session that *token* speaks for.

    Raises:
        Problem: it is not one of ours, or its time is over.
    """
    try:
        claims = _decode(token, settings)
        return UUID(claims["sub"]), UUID(claims["session_id"])
    except (jwt.InvalidTokenError, ValueError) as error:
        raise Problem(403, "bad_jwt", "Invalid JWT") from error


def _decode(token: str, settings: Settings) -> dict[str, Any]:
    if len(token) > LONGEST:
        raise ValueError("too long")
    claims: dict[str, Any] = jwt.decode(
        token,
        settings.gotrue_jwt_secret,
        algorithms=["HS256"],
        issuer=settings.gotrue_issuer,
        audience=settings.gotrue_audience,
        options={"require": NEEDED, "verify_exp": False, "verify_iat": False},
    )
    if not isinstance(claims["exp"], int) or claims["exp"] <= _seconds(clock.now()):
        raise ValueError("expired")
    return claims


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
