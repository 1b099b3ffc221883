"""What the service says no to, in gotrue's words and shapes."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, jsonify, request
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from werkzeug.exceptions import HTTPException

VERSION_HEADER = "X-Supabase-Api-Version"
VERSION = "2024-01-01"

log = logging.getLogger(__name__)


@dataclass(eq=False)
class Problem(Exception):
    """A refusal with gotrue's error code; nothing was changed."""

    status: int
    code: str
    message: str
    more: dict[str, Any] = field(default_factory=dict)
    retry_after_s: int = 0


def invalid(message: str) -> Problem:
    """A request that cannot be understood."""
    return Problem(400, "validation_failed", message)


def register(app: Flask) -> None:
    """Answer every refusal and every failure of *app* in gotrue's shape."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _answer_http)
    for late in (OperationalError, InternalError, PoolExhausted):
        app.register_error_handler(late, _answer_late)
    app.register_error_handler(Exception, _answer_failure)


def answer(problem: Problem) -> Response:
    """The answer to *problem*; callers of before 2024 get the older shape."""
    if request.headers.get(VERSION_HEADER, "") >= VERSION:
        body: dict[str, Any] = {"code": problem.code, "message": problem.message}
    else:
        body = {"code": problem.status, "error_code": problem.code, "msg": problem.message}
    response = jsonify(body | problem.more)
    response.status_code = problem.status
    if "error_code" not in body:
        response.headers[VERSION_HEADER] = VERSION
    if problem.retry_after_s:
        response.headers["Retry-After"] = str(problem.retry_after_s)
    return response


def _answer_http(error: HTTPException) -> Response:
    status = error.code or 500
    codes = {404: "not_found", 405: "method_not_allowed", 413: "request_too_large"}
    return answer(Problem(status, codes.get(status, "validation_failed"), error.name))


def _answer_late(error: DBAPIError | PoolExhausted) -> Response:
    if isinstance(error, InternalError) and not error.connection_invalidated:
        return _answer_failure(error)
    log.warning("Postgres was away, or busy for too long", exc_info=error)
    sentence = "Processing this request timed out, please retry after a moment."
    return answer(Problem(504, "request_timeout", sentence, retry_after_s=5))


def _answer_failure(error: Exception) -> Response:
    log.error("identity request failed", exc_info=error)
    return answer(Problem(500, "unexpected_failure", "Unexpected failure, see the server's log"))
