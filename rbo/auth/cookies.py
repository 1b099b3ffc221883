"""The two cookies of a signed-in browser; no script ever sees them."""

from __future__ import annotations

from datetime import timedelta

from flask import Request, Response

from rbo.auth.gotrue import Session
from rbo.platform.config import Settings

KEPT = timedelta(days=30)


def put(response: Response, session: Session, settings: Settings) -> None:
    """Keep *session* in the browser."""
    _set(response, "access", session.access_token, settings)
    _set(response, "refresh", session.refresh_token, settings)


def drop(response: Response, settings: Settings) -> None:
    """Forget the login in the browser."""
    for what in ("access", "refresh"):
        response.delete_cookie(
            name(what, settings), path="/", secure=settings.is_https, httponly=True, samesite="Lax"
        )


def read(request: Request, settings: Settings) -> tuple[str, str]:
    """The access and the refresh token that the browser sent; empty where there is none."""
    return (
        request.cookies.get(name("access", settings), ""),
        request.cookies.get(name("refresh", settings), ""),
    )


def name(what: str, settings: Settings) -> str:
    """The name of a cookie; over https, one that no other site and no plain page can set."""
    return f"__Host-rbo-{what}" if settings.is_https else f"rbo-{what}"


def _set(response: Response, what: str, value: str, settings: Settings) -> None:
    response.set_cookie(
        name(what, settings),
        value,
        max_age=KEPT,
        path="/",
        secure=settings.is_https,
        httponly=True,
        samesite="Lax",
    )
