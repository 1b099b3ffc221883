"""How an address is offered to programs: what it takes and gives, and that its deed is done once and whole.

A view finds, calls one verb and gives a noun; here that is written as JSON and committed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response
from flask_smorest import Blueprint

from rbo.api.v1.reading import Reader
from rbo.api.v1.shapes.fields import Shape
from rbo.platform.db import db
from rbo.platform.security import SAFE_METHODS

View = TypeVar("View", bound=Callable[..., Any])
SENT = "json"
ASKED = "query"

bp = Blueprint("api", __name__, url_prefix="/api/v1", template_folder="templates")
bp.ARGUMENTS_PARSER = Reader()


def offer(
    verb: str,
    rule: str,
    *,
    tag: str,
    takes: type[Shape] | None = None,
    asks: type[Shape] | None = None,
    gives: type[Shape] | None = None,
    status: int = 200,
) -> Callable[[View], View]:
    """Offer a view at *rule*: what it *takes* as JSON or *asks* in its query comes first, then its ids."""

    def register(view: View) -> View:
        told = bp.response(status, gives)(view)
        if verb not in SAFE_METHODS:
            told = _whole(told)
        for shape, place in ((takes, SENT), (asks, ASKED)):
            if shape is not None:
                told = bp.arguments(shape, location=place)(told)
        bp.add_url_rule(rule, view.__name__, told, methods=[verb], tags=[tag])
        return view

    return register


def _whole(told: Callable[..., Response]) -> Callable[..., Response]:
    @wraps(told)
    def deed(*args: Any, **ids: Any) -> Response:
        answer = told(*args, **ids)
        db.session.commit()
        return answer

    return deed
