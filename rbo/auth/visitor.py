"""The door of every page and of every program: who is asking, and whose book or view is opened for them."""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack
from typing import Any, cast

from flask import Flask, Response, abort, current_app, g, make_response, redirect, request
from flask import session as forms
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from rbo.auth import logins, personal, service
from rbo.auth.bearer import bearer, refuse_closed_book
from rbo.auth.browser import keep_cookies, sign_in_browser, sign_out_browser
from rbo.auth.detours import detour, send_to, turn_away
from rbo.auth.devices import device_of
from rbo.auth.gotrue import Session, gotrue
from rbo.auth.keys import Jwks
from rbo.auth.models import Visitor
from rbo.auth.queries import Known
from rbo.auth.recognition import known_by, recognise
from rbo.auth.refusals import SignInAgain
from rbo.people import queries as people
from rbo.platform import audit
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.scope import current_scope
from rbo.platform.security import SAFE_METHODS
from rbo.platform.tenancy import open_person, open_tenant
from rbo.platform.web import is_for_programs
from rbo.stringers import queries as stringers
from rbo.stringers.models import Role, Stringer
from rbo.stringers.service import password_chosen

__all__ = [
    "BESIDE",
    "install",
    "let_in",
    "need_admin",
    "need_fresh_login",
    "recognise_again",
    "sign_out_browser",
    "visitor",
]

PORTAL = "/portal"
# What rooms above show on every page, without a statement of its own.
BESIDE: dict[str, ColumnElement[Any]] = {}


def install(app: Flask) -> None:
    """Put the door in front of every page of *app*; only what is marked public stands outside."""
    app.extensions["gotrue_keys"] = Jwks(lambda: gotrue().keys())
    password_chosen.connect(_keep_password)
    app.before_request(_open_or_turn_away)
    app.after_request(keep_cookies)
    app.teardown_request(_close)


def visitor() -> Visitor:
    """Who is asking, on a page that is not public."""
    return cast("Visitor", g.visitor)


def recognise_again() -> bool:
    """Open anew what is theirs who ask, once they were merged; False where nobody is left of them."""
    access = visitor().access_token
    _close(None)
    found = known_by(access)
    if found is None:
        return False
    _open(*found)
    return True


def need_admin() -> None:
    """For everybody else the landlord's pages are not there."""
    if visitor().role != Role.ADMIN:
        abort(404)


def need_fresh_login(sentence: str) -> None:
    """A phone left lying gives no book away: say *sentence* to whoever has not just signed in.

    Raises:
        SignInAgain: the login is older than a quarter of an hour.
    """
    if not visitor().is_fresh:
        raise SignInAgain(sentence)


def let_in(session: Session, page: str) -> Response:
    """The answer that signs this browser in and leads to *page*.

    Raises:
        NotInvited: nobody here has this login or this verified address.
    """
    service.admit(session, device_of(request.user_agent.string))
    forms.clear()
    sign_in_browser(session)
    return make_response(redirect(page, 303))


def _open_or_turn_away() -> ResponseReturnValue | None:
    if _is_open_to_everyone():
        return None
    if is_for_programs():
        _open_to_program()
        return None
    found = recognise()
    if found is None:
        sign_out_browser()
        return turn_away(is_unattended=_is_unattended())
    who, known = found
    if who.stringer_id is None and not _in_portal() and request.endpoint != "auth.sign_out":
        return send_to(PORTAL)
    _open(who, known)
    return detour(g.me) if "me" in g else None


def _open_to_program() -> None:
    """Cookies open nothing here: a page of another site cannot make a browser send a token."""
    who = g.bearer = bearer()
    if who.visitor and who.known and logins.is_stale(who.known):
        _touch(who.visitor)
    if who.program and who.program.is_stale:
        with open_tenant(who.stringer_id):
            personal.touch(who.program)
            db.session.commit()
    _enter(open_tenant(who.stringer_id, read_only=request.method in SAFE_METHODS))
    g.me = stringers.portrait()
    audit.actor.set(f"stringer:{who.stringer_id}")
    refuse_closed_book(g.me)


def _in_portal() -> bool:
    """Whether the page is for clients: who is both is the client there, the stringer elsewhere."""
    return request.path == PORTAL or request.path.startswith(f"{PORTAL}/")


def _keep_password(_stringer: Stringer, password: str) -> None:
    service.keep_password(visitor(), password)


def _is_open_to_everyone() -> bool:
    is_asking_the_way = is_for_programs() and request.method == "OPTIONS"
    is_nowhere = _view() is None or request.endpoint == "static"
    return is_nowhere or is_asking_the_way or getattr(_view(), "is_public", False)


def _is_unattended() -> bool:
    return getattr(_view(), "is_unattended", False)


def _view() -> object:
    return current_app.view_functions.get(request.endpoint or "")


def _open(who: Visitor, known: Known) -> None:
    if logins.is_stale(known) and not _is_unattended():
        _touch(who)
    _enter(_scope_of(who, read_only=request.method in SAFE_METHODS))
    g.visitor = who
    if current_scope().stringer_id is not None:
        g.me, g.beside = stringers.portrait_with(BESIDE)
        audit.actor.set(f"stringer:{who.stringer_id}")
    else:
        g.person = people.portrait()
        audit.actor.set(f"person:{who.person_id}")


def _touch(who: Visitor) -> None:
    with _scope_of(who, read_only=False):
        logins.touch(who.login_id)
        db.session.commit()


def _enter(scope: AbstractContextManager[None]) -> None:
    g.book = ExitStack()
    g.book.enter_context(scope)


def _scope_of(who: Visitor, *, read_only: bool) -> AbstractContextManager[None]:
    if who.stringer_id is not None and not _in_portal():
        return open_tenant(who.stringer_id, read_only=read_only)
    if who.person_id is None:
        raise Missing(_("No stringer has invited this address yet. Ask yours for an invitation."))
    return open_person(who.person_id, read_only=read_only)


def _close(_error: BaseException | None) -> None:
    book = g.pop("book", None)
    for name in ("visitor", "bearer", "me", "person", "beside"):
        g.pop(name, None)
    if book is not None:
        book.close()
