"""`/invite` and `/admin/…`: for whoever holds the administration key."""

from __future__ import annotations

from math import ceil
from typing import Any
from uuid import UUID

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from rbo.identity import accounts, letters, links, queries, service
from rbo.identity.doorkeeper import body, need_admin, text_of, way_back
from rbo.identity.models import Kind, User
from rbo.identity.problems import Problem, invalid
from rbo.identity.shapes import user_json
from rbo.identity.store import store
from rbo.platform import clock
from rbo.platform.config import settings

bp = Blueprint("admin", __name__)
bp.before_request(need_admin)


@bp.post("/invite")
def invite() -> dict[str, Any]:
    """Invite somebody; the letter is queued."""
    sent = body()
    user = accounts.invited(store(), accounts.read_email(sent.get("email")), sent.get("data"))
    service.ask_for_letter(store(), Kind.INVITE, user.email, way_back(), user_id=user.id)
    return _committed(user)


@bp.post("/admin/generate_link")
def generate_link() -> dict[str, Any]:
    """A one-time link that the caller delivers; nothing is mailed."""
    sent = body()
    kind = _kind(text_of(sent, "type"))
    user = _addressed(kind, accounts.read_email(sent.get("email")), sent)
    target = accounts.read_email(sent.get("new_email")) if kind is Kind.EMAIL_CHANGE else user.email
    token = links.make(store(), user, kind, email=target)
    return _committed(user) | {
        "action_link": letters.address(settings(), token, kind, way_back()),
        "email_otp": token,
        "hashed_token": token,
        "verification_type": kind.value,
        "redirect_to": way_back(),
    }


@bp.get("/admin/users")
def users() -> ResponseReturnValue:
    """A page of users."""
    number, size = _whole("page", 1, 1_000_000), _whole("per_page", 50, 1000)
    found, total = queries.page(store(), number, size)
    response = jsonify({"users": [user_json(user) for user in found], "aud": "authenticated"})
    response.headers["X-Total-Count"] = str(total)
    last = max(1, ceil(total / size))
    ways = {"next": number + 1, "last": last} if number < last else {"last": last}
    response.headers["Link"] = ", ".join(
        f'<{request.path}?page={page}&per_page={size}>; rel="{rel}"' for rel, page in ways.items()
    )
    return response


@bp.post("/admin/users")
def add() -> dict[str, Any]:
    """A user made by hand."""
    sent = body()
    return _change(accounts.add(store(), accounts.read_email(sent.get("email"))), sent | {"email": None})


@bp.get("/admin/users/<uuid:user_id>")
def show(user_id: UUID) -> dict[str, Any]:
    """One user."""
    return user_json(queries.by_id(store(), user_id))


@bp.put("/admin/users/<uuid:user_id>")
def change(user_id: UUID) -> dict[str, Any]:
    """Change a user."""
    return _change(queries.by_id(store(), user_id), body())


@bp.delete("/admin/users/<uuid:user_id>")
def remove(user_id: UUID) -> dict[str, Any]:
    """Remove a user; softly when asked."""
    user = queries.by_id(store(), user_id)
    softly = (request.get_json(silent=True) or {}).get("should_soft_delete") is True
    answer = user_json(user)
    accounts.remove(store(), user, softly=softly)
    store().commit()
    return answer


def _change(user: User, sent: dict[str, Any]) -> dict[str, Any]:
    accounts.keep_data(user, sent.get("user_metadata"))
    accounts.keep_app_data(user, sent.get("app_metadata"))
    if sent.get("email") is not None:
        accounts.set_email(store(), user, accounts.read_email(sent["email"]))
    if sent.get("password") is not None:
        accounts.set_password(store(), user, text_of(sent, "password"))
    if sent.get("email_confirm") is True:
        accounts.confirm(user, clock.now())
    if sent.get("ban_duration") is not None:
        accounts.bar(user, text_of(sent, "ban_duration"))
    return _committed(user)


def _committed(user: User) -> dict[str, Any]:
    store().flush()
    answer = user_json(user)
    store().commit()
    return answer


def _kind(name: str) -> Kind:
    try:
        return Kind("email_change" if name.startswith("email_change_") else name)
    except ValueError as error:
        raise invalid("Invalid email action link type requested") from error


def _addressed(kind: Kind, email: str, sent: dict[str, Any]) -> User:
    if kind is Kind.INVITE:
        return accounts.invited(store(), email, sent.get("data"))
    if kind is Kind.SIGNUP:
        user = accounts.add(store(), email, sent.get("data"))
        accounts.set_password(store(), user, text_of(sent, "password"))
        return user
    known = queries.by_email(store(), email)
    if known is None:
        raise Problem(404, "user_not_found", "User with this email not found")
    return known


def _whole(name: str, default: int, highest: int) -> int:
    value = request.args.get(name) or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= highest:
        raise invalid(f"{name} must be a number from 1 to {highest}")
    return int(value)
