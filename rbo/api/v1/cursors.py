"""Where the next page of a list begins: a signed word, which means nothing to anybody else."""

from __future__ import annotations

from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from rbo.platform.errors import Refused


class BadCursor(Refused):
    """No list of this address gave it."""

    status = 400


def cursor(place: str) -> str:
    """The word for a *place* in the list of this address."""
    return str(_signer().dumps(place))


def place(asked: dict[str, Any]) -> str:
    """The place that was *asked* for; empty for the beginning.

    Raises:
        BadCursor: it is none of ours, or one of another list.
    """
    word = asked.get("cursor")
    if not word:
        return ""
    try:
        return str(_signer().loads(word))
    except BadSignature:
        raise BadCursor(_("This cursor is none of this list. Begin without one.")) from None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt=f"cursor:{request.endpoint}")
