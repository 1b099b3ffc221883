"""What every address of the service asks first: who calls, what was sent, how often."""

from __future__ import annotations

import hmac
import json
from typing import Any
from urllib.parse import urlsplit

from flask import request

from rbo.identity import access, queries
from rbo.identity.models import Session, User
from rbo.identity.problems import Problem, invalid
from rbo.identity.store import store
from rbo.platform.config import settings
from rbo.platform.sign_in_limits import SignInLimits
from rbo.platform.throttle import throttle


def body() -> dict[str, Any]:
    """The JSON object of this request.

    Raises:
        Problem: there is none.
    """
    sent = _sent()
    if sent is None:
        raise Problem(400, "bad_json", "Could not parse request body as JSON")
    return sent


def text_of(sent: dict[str, Any], name: str) -> str:
    """The text *name* of a request; empty when it is missing.

    Raises:
        Problem: it is something else than text, or endless.
    """
    value = sent.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > 2048 or "\0" in value:
        raise invalid(f"{name} must be a string")
    return value


def caller() -> tuple[User, Session]:
    """The user and the login that the bearer token speaks for.

    Raises:
        Problem: there is no such token, or its login is over.
    """
    return queries.alive(store(), *access.read(_bearer(), settings()))


def need_admin() -> None:
    """Let only the bearer of the administration key pass.

    Raises:
        Problem: it is somebody else.
    """
    key = settings().gotrue_admin_api_key
    if not key or not hmac.compare_digest(_bearer().encode(), key.encode()):
        raise Problem(403, "not_admin", "User not allowed")


def limits() -> SignInLimits:
    """The limits at this door."""
    return SignInLimits(throttle(settings().redis_url), "identity")


def refuse_for(seconds: int, code: str) -> None:
    """Refuse when there are *seconds* to wait.

    Raises:
        Problem: 429, with the time to wait.
    """
    if seconds:
        message = f"For security purposes, you can only request this after {seconds} seconds."
        raise Problem(429, code, message, retry_after_s=seconds)


def way_back() -> str:
    """Where the caller wants people to land; the start page unless it lies on this site."""
    home = settings().public_url
    wanted = request.args.get("redirect_to") or text_of(_sent() or {}, "redirect_to")
    is_ours = _place(wanted) == _place(home) and "\\" not in wanted
    return wanted if is_ours and wanted.isprintable() else f"{home}/"


def _place(address: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.scheme, parts.netloc


def _sent() -> dict[str, Any] | None:
    """The JSON object of this request; none where it is too deep, or holds half a character."""
    try:
        sent = request.get_json(silent=True)
        json.dumps(sent, ensure_ascii=False).encode()
    except (RecursionError, UnicodeEncodeError):
        return None
    return sent if isinstance(sent, dict) else None


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Problem(401, "no_authorization", "This endpoint requires a valid Bearer token")
    return token
