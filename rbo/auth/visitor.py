"""The door of every page: who is asking, and whose book is opened for them."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement

from rbo.auth import answers, cookies, logins, queries, service
from rbo.auth.gotrue import Away, SaidNo, Session, gotrue
from rbo.auth.keys import Jwks, believed
from rbo.auth.models import Visitor
from rbo.auth.queries import Known
from rbo.auth.tokens import BadToken, Claims
from rbo.platform import audit
from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.platform.security import SAFE_METHODS, is_local_path
from rbo.platform.tenancy import open_tenant
from rbo.platform.web import is_htmx
from rbo.stringers import queries as stringers
from rbo.stringers.models import Status, Stringer
from rbo.stringers.service import password_chosen

WHILE_CLOSED = ("auth.leaving", "auth.reopen", "auth.sign_out")
BEFORE_PROFILE = ("stringers.welcome", "stringers.finish_profile", "auth.sign_out")

BESIDE: dict[
    str, ColumnElement[Any]
] = {}  # what rooms above show on every page, without a statement of its own

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Put the door in front of every page of *app*; only what is marked public stands outside."""
    app.extensions["gotrue_keys"] = Jwks(lambda: gotrue().keys())
    password_chosen.connect(_keep_password)
    app.before_request(_open_or_turn_away)
    app.after_request(_keep_cookies)
    app.teardown_request(_close)


def visitor() -> Visitor:
    """Who is asking, on a page that is not public."""
    return cast("Visitor", g.visitor)


def sign_in_browser(session: Session) -> None:
    """Give this browser the cookies of *session* with the answer."""
    g.new_session = session


def sign_out_browser() -> None:
    """Take the cookies away with the answer."""
    g.forget_session = True


def _open_or_turn_away() -> ResponseReturnValue | None:
    if _is_open_to_everyone():
        return None
    found = _recognise()
    if found is None:
        sign_out_browser()
        return _turn_away()
    _open(*found)
    return _detour()


def _detour() -> ResponseReturnValue | None:
    """Where whoever has a closed book, or none yet, has to go first."""
    if g.me.status is Status.DEACTIVATED:
        return None if request.endpoint in WHILE_CLOSED else _send_to(url_for("auth.leaving"))
    if not g.me.has_profile and request.endpoint not in BEFORE_PROFILE:
        return _send_to(url_for("stringers.welcome"))
    return None


def _keep_password(_stringer: Stringer, password: str) -> None:
    service.keep_password(visitor(), password)


def _is_open_to_everyone() -> bool:
    return _view() is None or request.endpoint == "static" or getattr(_view(), "is_public", False)


def _is_unattended() -> bool:
    return getattr(_view(), "is_unattended", False)


def _view() -> object:
    return current_app.view_functions.get(request.endpoint or "")


def _recognise() -> tuple[Visitor, Known] | None:
    access, refresh = cookies.read(request, settings())
    claims = _claims(access)
    if claims is None or claims.is_ending:
        access = _refreshed(refresh) or (access if claims else "")
        claims = _claims(access)
    known = queries.whois(claims.sub, claims.login_id) if claims else None
    if claims is None or known is None or known.stringer_id is None or logins.is_over(known):
        return None
    found = Visitor(
        sub=claims.sub,
        login_id=claims.login_id,
        stringer_id=known.stringer_id,
        person_id=known.person_id,
        role=known.role or "",
        signed_in_at=known.created_at,
        access_token=access,
    )
    return found, known


def _claims(access: str) -> Claims | None:
    try:
        return believed(access) if access else None
    except BadToken as bad:
        log.info("token not believed: %s", bad)
        return None


def _refreshed(refresh: str) -> str:
    if not refresh:
        return ""
    try:
        session = gotrue().by_refresh(refresh)
    except SaidNo as no:
        log.info("login not carried on: %s", no.code)
        return ""
    except Away as away:
        raise answers.away() from away
    sign_in_browser(session)
    return session.access_token


def _open(found: Visitor, known: Known) -> None:
    if logins.is_stale(known) and not _is_unattended():
        with open_tenant(found.stringer_id):
            logins.touch(found.login_id)
            db.session.commit()
    g.book = ExitStack()
    g.book.enter_context(open_tenant(found.stringer_id, read_only=request.method in SAFE_METHODS))
    g.visitor = found
    g.me, g.beside = stringers.portrait_with(BESIDE)
    audit.actor.set(f"stringer:{found.stringer_id}")


def _close(_error: BaseException | None) -> None:
    book = g.pop("book", None)
    for name in ("visitor", "me", "beside"):
        g.pop(name, None)
    if book is not None:
        book.close()


def _keep_cookies(response: Response) -> Response:
    session, is_over = g.pop("new_session", None), g.pop("forget_session", False)
    if session is not None:
        cookies.put(response, session, settings())
    elif is_over:
        cookies.drop(response, settings())
    return response


def _turn_away() -> ResponseReturnValue:
    if is_htmx() and _is_unattended():
        return "", 401
    if is_htmx():
        return _send_to(url_for("auth.sign_in", next=_page_of(request.headers.get("HX-Current-URL", ""))))
    here = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
    return _send_to(url_for("auth.sign_in", next=here if here != "/" else None))


def _page_of(address: str) -> str | None:
    try:
        page = urlsplit(address)._replace(scheme="", netloc="").geturl()
    except ValueError:
        return None
    return page if is_local_path(page) else None


def _send_to(address: str) -> ResponseReturnValue:
    if is_htmx():
        return "", 401, {"HX-Redirect": address}
    return redirect(address, 303)
