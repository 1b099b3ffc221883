"""How an address is offered to programs: what it takes and gives, and that its deed is done once and whole.

A view finds, calls one verb and gives a noun; here that is written as JSON and committed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response
from flask_smorest import Blueprint

from rbo.api.v1 import described, limits
from rbo.api.v1.idempotency import answered_once
from rbo.api.v1.reading import Reader
from rbo.api.v1.shapes.fields import Shape
from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.platform.security import SAFE_METHODS
from rbo.platform.tenancy import open_tenant

View = TypeVar("View", bound=Callable[..., Any])
SENT = "json"
ASKED = "query"

bp = Blueprint("api", __name__, url_prefix="/api/v1", template_folder="templates")
bp.ARGUMENTS_PARSER = Reader()
bp.before_request(limits.keep)


def offer(
    verb: str,
    rule: str,
    *,
    tag: str,
    takes: type[Shape] | None = None,
    gives: type[Shape] | str | None = None,
    status: int = 200,
    is_costly: bool = False,
) -> Callable[[View], View]:
    """Offer a view at *rule*: what it *takes*, as JSON or in the query of a GET, comes first, then its ids.

    It *gives* a shape, or a file of a type.
    """

    def register(view: View) -> View:
        shape = None if isinstance(gives, str) else gives
        told = bp.response(status, shape, **described.answer(gives))(view)
        if verb not in SAFE_METHODS:
            told = _whole(told)
        if takes is not None:
            is_needed = any(field.required for field in takes().fields.values())
            told = bp.arguments(takes, location=ASKED if verb == "GET" else SENT, required=is_needed)(told)
        told = bp.doc(**described.operation(verb, rule, view, takes_something=takes is not None))(told)
        told.is_costly = is_costly
        bp.add_url_rule(rule, view.__name__, told, methods=[verb], tags=[tag])
        return view

    return register


def nothing_left() -> Response:
    """The answer after something was taken away."""
    return Response(status=204)


def _whole(told: Callable[..., Response]) -> Callable[..., Response]:
    @wraps(told)
    def deed(*args: Any, **ids: Any) -> Response:
        answer = answered_once(lambda: told(*args, **ids))
        db.session.commit()
        return answer

    return deed


def look_and_note(note: Callable[[], object]) -> None:
    """End the reading and *note* it, in a transaction of its own: without the note there is no answer."""
    db.session.close()
    with open_tenant(current_stringer()):
        note()
        db.session.commit()
