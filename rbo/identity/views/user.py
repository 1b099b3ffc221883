"""`/user` and `/logout`: what people do with their own account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session as Store

from rbo.identity import accounts, service, sessions
from rbo.identity.doorkeeper import body, caller, limits, text_of, way_back
from rbo.identity.models import Kind, Session, User
from rbo.identity.shapes import user_json
from rbo.identity.store import store

bp = Blueprint("user", __name__)


@bp.get("/user")
def show() -> dict[str, Any]:
    """The user whose token this is."""
    user, _ = caller()
    return user_json(user)


@bp.put("/user")
def change() -> dict[str, Any]:
    """Change the password (which ends the other logins), the address or the data."""
    user, session = caller()
    sent = body()
    if {"password", "email"} & {name for name, value in sent.items() if value is not None}:
        sessions.refuse_old(session)
    accounts.keep_data(user, sent.get("data"))
    if sent.get("password") is not None:
        _change_password(store(), user, session, text_of(sent, "password"))
    if sent.get("email") is not None:
        _ask_for_email(store(), user, accounts.read_email(sent["email"]))
    store().flush()
    answer = user_json(user)
    store().commit()
    return answer


@bp.post("/logout")
def log_out() -> ResponseReturnValue:
    """End this login, the others, or all."""
    user, session = caller()
    sessions.end(store(), user.id, session.id, request.args.get("scope", "global"))
    store().commit()
    return "", 204


def _change_password(store: Store, user: User, session: Session, password: str) -> None:
    accounts.set_password(store, user, password)
    sessions.end(store, user.id, session.id, "others")


def _ask_for_email(store: Store, user: User, email: str) -> None:
    if email == user.email:
        return
    user.email_change = email
    if limits().may_mail(email):
        service.ask_for_letter(store, Kind.EMAIL_CHANGE, email, way_back(), user_id=user.id)
