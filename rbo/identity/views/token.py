"""`/token`: a login for a password, a refresh token or a code."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request

from rbo.identity import service
from rbo.identity.doorkeeper import body, limits, refuse_for, text_of
from rbo.identity.problems import Problem
from rbo.identity.sessions import Opened, Reused
from rbo.identity.shapes import session_json
from rbo.identity.store import store
from rbo.platform.config import settings
from rbo.platform.metrics.counting import count
from rbo.platform.metrics.families import REFRESHES

bp = Blueprint("token", __name__)


@bp.post("/token")
def token() -> dict[str, Any]:
    """Trade what the caller has for a session."""
    ways = {"password": _by_password, "refresh_token": _by_refresh, "pkce": _by_code}
    way = ways.get(request.args.get("grant_type", ""))
    if way is None:
        raise Problem(400, "invalid_credentials", "unsupported_grant_type")
    opened = way(body())
    answer = session_json(opened, settings())
    store().commit()
    return answer


def _by_password(sent: dict[str, Any]) -> Opened:
    if text_of(sent, "phone"):
        raise Problem(422, "phone_provider_disabled", "Phone logins are disabled")
    email = text_of(sent, "email").lower()
    refuse_for(limits().password_wait_s(email, request.remote_addr), "over_request_rate_limit")
    opened = service.sign_in_by_password(store(), email, text_of(sent, "password"))
    limits().forgive(email)
    return opened


def _by_refresh(sent: dict[str, Any]) -> Opened:
    try:
        opened = service.carry_on(store(), text_of(sent, "refresh_token"), settings().gotrue_jwt_secret)
    except Problem as problem:
        count(REFRESHES, outcome="refused")
        if isinstance(problem, Reused):
            store().commit()
        raise
    count(REFRESHES, outcome="renewed")
    return opened


def _by_code(sent: dict[str, Any]) -> Opened:
    return service.sign_in_by_code(store(), text_of(sent, "auth_code"), text_of(sent, "code_verifier"))
