"""The JSON of the service: users and sessions as gotrue's clients expect them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rbo.identity import access
from rbo.identity.models import User
from rbo.identity.sessions import Opened
from rbo.platform.config import Settings


def user_json(user: User) -> dict[str, Any]:
    """*user* as a client sees it; dates that are not set are left out, as gotrue does."""
    shape: dict[str, Any] = {
        "id": str(user.id),
        "aud": "authenticated",
        "role": "authenticated",
        "email": user.email,
        "phone": "",
        "email_confirmed_at": _iso(user.email_confirmed_at),
        "confirmed_at": _iso(user.email_confirmed_at),
        "invited_at": _iso(user.invited_at),
        "last_sign_in_at": _iso(user.last_sign_in_at),
        "banned_until": _iso(user.banned_until),
        "deleted_at": _iso(user.deleted_at),
        "new_email": user.email_change,
        "app_metadata": access.app_metadata(user),
        "user_metadata": user.user_metadata,
        "identities": [],
        "created_at": _iso(user.created_at),
        "updated_at": _iso(user.updated_at),
        "is_anonymous": False,
    }
    return {name: value for name, value in shape.items() if value is not None}


def session_json(opened: Opened, settings: Settings) -> dict[str, Any]:
    """A login as a client keeps it."""
    life_s = int(access.LIFE.total_seconds())
    token, end = access.mint(opened.user, opened.session, settings)
    return {
        "access_token": token,
        "token_type": "bearer",
        "expires_in": life_s,
        "expires_at": end,
        "refresh_token": opened.refresh_token,
        "user": user_json(opened.user),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None
