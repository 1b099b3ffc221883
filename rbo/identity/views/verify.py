"""`/verify`: a mailed token becomes a login by POST; opening the link uses nothing up."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from rbo.identity import links, service
from rbo.identity.doorkeeper import body, text_of, way_back
from rbo.identity.shapes import session_json
from rbo.identity.store import store
from rbo.platform.config import settings

bp = Blueprint("verify", __name__)


@bp.post("/verify")
def verify() -> dict[str, Any]:
    """Trade a mailed token for a session; of many at once, one succeeds."""
    sent = body()
    token = text_of(sent, "token_hash") or text_of(sent, "token")
    email = "" if text_of(sent, "token_hash") else text_of(sent, "email").lower()
    opened = service.sign_in_by_token(store(), token, text_of(sent, "type"), email)
    answer = session_json(opened, settings())
    store().commit()
    return answer


@bp.get("/verify")
def show() -> ResponseReturnValue:
    """Send whoever opened a link to the page that confirms it, or back to the browser that asked for it."""
    token = request.args.get("token", "")
    row = links.peek(store(), token)
    if row is not None and row.code_challenge is not None:
        return redirect(_with_query(way_back(), {"code": token}), 303)
    values = {"token_hash": token, "type": request.args.get("type", ""), "redirect_to": way_back()}
    return redirect(_with_query(f"{settings().public_url}/auth/callback", values), 303)


def _with_query(address: str, values: dict[str, str]) -> str:
    parts = urlsplit(address)
    return parts._replace(query=urlencode([*parse_qsl(parts.query), *values.items()])).geturl()
