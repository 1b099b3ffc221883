"""What the browser is given with the answer: the cookies of a new pair of tokens, or none any more."""

from __future__ import annotations

from flask import Response, g

from rbo.auth import cookies
from rbo.auth.gotrue import Session
from rbo.platform.config import settings


def sign_in_browser(session: Session) -> None:
    """Give this browser the cookies of *session* with the answer."""
    g.new_session = session


def sign_out_browser() -> None:
    """Take the cookies away with the answer."""
    g.forget_session = True


def keep_cookies(response: Response) -> Response:
    """Do what was asked for."""
    session, is_over = g.pop("new_session", None), g.pop("forget_session", False)
    if session is not None:
        cookies.put(response, session, settings())
    elif is_over:
        cookies.drop(response, settings())
    return response
