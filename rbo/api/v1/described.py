"""What the description says of every address beside what it takes and gives: headers, and how it may fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rbo.platform.security import SAFE_METHODS

ALWAYS = {"400": "BAD_REQUEST", "401": "UNAUTHORIZED", "403": "FORBIDDEN", "429": "TOO_MANY_REQUESTS"}
OF_A_ROW = {"404": "NOT_FOUND"}
OF_A_DEED = {"404": "NOT_FOUND", "409": "CONFLICT", "412": "PRECONDITION_FAILED"}
OF_A_BODY = {"413": "REQUEST_ENTITY_TOO_LARGE", "415": "UNSUPPORTED_MEDIA_TYPE"}
UNDER_WAY = {"409": "CONFLICT"}
WAITING = {"202": "ACCEPTED", "503": "SERVICE_UNAVAILABLE"}
REFUSED = {"422": "UNPROCESSABLE_ENTITY"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "For 24 hours the same key gets the same answer, and the deed is done once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
}
SEEN = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The `ETag` that was read; 412 where it was changed since.",
    "schema": {"type": "string", "pattern": r'^("[0-9]{1,9}"|\*)$'},
}
UNVERSIONED = ("/shares", "/notifications")


def operation(verb: str, rule: str, view: Callable[..., Any], *, takes_something: bool) -> dict[str, Any]:
    """How the operation is called, which headers it reads, and how it may fail."""
    is_deed, has_id = verb not in SAFE_METHODS, "<" in rule
    failures = ALWAYS | (OF_A_DEED if is_deed else {}) | (OF_A_ROW if has_id else {})
    failures |= UNDER_WAY if rule.endswith("/file") else {}
    failures |= WAITING if rule.endswith(".pdf") else {}
    failures |= (OF_A_BODY if is_deed else {}) | (REFUSED if takes_something or is_deed else {})
    headers = [KEY] if verb == "POST" else []
    headers += [SEEN] if is_deed and has_id and not rule.startswith(UNVERSIONED) else []
    told: dict[str, Any] = {
        "operationId": view.__name__,
        "responses": dict(failures),
    }
    return told | ({"parameters": headers} if headers else {})


def answer(gives: Any) -> dict[str, Any]:
    """How the answer is described: a shape by itself, a file by its type."""
    return {"content_type": gives} if isinstance(gives, str) else {}
