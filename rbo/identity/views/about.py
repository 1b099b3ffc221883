"""`/health`, `/settings`, `/.well-known/jwks.json`: what the service says of itself."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from sqlalchemy import select

from rbo.identity.models import User
from rbo.identity.store import store

bp = Blueprint("about", __name__)


@bp.get("/health")
def health() -> dict[str, str]:
    """Whether the service can do its work."""
    store().execute(select(User.id).limit(1))
    return {"name": "GoTrue", "version": "rbo", "description": "Embedded identity service of RBO"}


@bp.get("/settings")
def settings() -> dict[str, Any]:
    """Which ways of signing in are open."""
    return {
        "external": {"email": True, "phone": False, "anonymous_users": False},
        "disable_signup": True,
        "mailer_autoconfirm": False,
        "phone_autoconfirm": False,
        "sms_provider": "",
        "saml_enabled": False,
    }


@bp.get("/.well-known/jwks.json")
def keys() -> dict[str, list[Any]]:
    """Public keys: none, tokens are signed with a shared secret."""
    return {"keys": []}
