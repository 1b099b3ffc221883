"""A failure as programs read it: one shape under all of /api/, with a word that never changes."""

from __future__ import annotations

import re
from http import HTTPStatus

from flask import Response, jsonify
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import HTTPException

from rbo.platform.errors import Conflict, Missing, Refused

SENTENCES = {
    400: _l("This request cannot be read. Compare it with the documentation."),
    401: _l("Send a valid token: Authorization: Bearer …"),
    403: _l("This token does not open that."),
    404: _l("There is no such thing in your book."),
    405: _l("This address does not know this method."),
    413: _l("This is too large."),
    415: _l("Send JSON: Content-Type: application/json"),
    429: _l("Too many requests. Wait as long as Retry-After says."),
    500: _l("Something went wrong on our side. Nothing was changed."),
}
WORDS = {413: "TOO_LARGE", 422: "INVALID", 429: "TOO_MANY_REQUESTS"}
NAMELESS = (Refused, Conflict, Missing)
CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
OF_PAGES = ("content-type", "content-length")
WAIT_S = 60


class Invalid(Refused):
    """What was sent has another form than the documentation says; *errors* tells it field by field."""

    def __init__(self, errors: dict[str, list[str]]) -> None:
        super().__init__(_("Some fields are not as they should be."))
        self.errors = errors


def problem(status: int, sentence: str = "", error: Exception | None = None) -> Response:
    """The answer to a program: what happened as *sentence*, and in a word what *error* is called."""
    told = {"detail": sentence or str(SENTENCES.get(status, _phrase(status))), "code": _code(status, error)}
    fields = {"errors": getattr(error, "errors", {})} if status == 422 else {}
    answer = jsonify(told | {"status_code": status} | fields)
    answer.status_code = status
    answer.headers.update(_headers(status, error))
    return answer


def _code(status: int, error: Exception | None) -> str:
    if isinstance(error, Refused) and type(error) not in NAMELESS and type(error) is not Invalid:
        return CAPITAL.sub("_", type(error).__name__).upper()
    return WORDS.get(status, HTTPStatus(status).name)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase


def _headers(status: int, error: Exception | None) -> dict[str, str]:
    told = dict(error.get_headers()) if isinstance(error, HTTPException) else {}
    kept = {name: value for name, value in told.items() if name.lower() not in OF_PAGES}
    if status == 401:
        kept["WWW-Authenticate"] = "Bearer"
    wait_s = error.wait_s if isinstance(error, Refused) else 0
    if wait_s or status == 429:
        kept["Retry-After"] = str(wait_s or WAIT_S)
    return kept
