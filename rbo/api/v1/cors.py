"""Pages of other sites that may be programs: none, unless the installation names them."""

from __future__ import annotations

from flask import Response, request

from rbo.platform.config import settings
from rbo.platform.web import is_for_programs

ANSWERED = "ETag, Location, Retry-After, X-Request-ID, Deprecation, Sunset"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, If-Match",
    "Access-Control-Max-Age": "600",
}


def let_read(answer: Response) -> Response:
    """Let the page that asks read *answer*; cookies are never part of it."""
    if not is_for_programs() or not settings().api_origins:
        return answer
    answer.vary.add("Origin")
    if request.headers.get("Origin") in settings().api_origins:
        answer.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
        answer.headers["Access-Control-Expose-Headers"] = ANSWERED
        if request.method == "OPTIONS":
            answer.headers.update(PREFLIGHT)
    return answer
