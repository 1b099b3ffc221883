"""What the browser is given with the answer: the cookies of a new pair of tokens, or none any more."""

from __future__ import annotations

from flask import Response, g

from rbo.auth import cookies
from rbo.auth.gotrue import Session
from rbo.platform.config import settings


def sign_in_browser(session: Session) -> None:
    """Give this browser the cookies of *session* with the answer."""
    g.kept_session = session


def sign_out_browser() -> None:
    """Take the cookies away with the answer, also those of a session that this request carried on."""
    g.kept_session = None


def keep_cookies(response: Response) -> Response:
    """Do what was asked for last."""
    if "kept_session" not in g:
        return response
    session = g.pop("kept_session")
    if session is None:
        cookies.drop(response, settings())
    else:
        cookies.put(response, session, settings())
    return response
