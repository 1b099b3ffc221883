"""Every failure as a calm page: what happened, and the way out; for programs as JSON."""

from __future__ import annotations

import logging

from flask import Flask, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from psycopg.errors import (
    DeadlockDetected,
    ForeignKeyViolation,
    InsufficientPrivilege,
    LockNotAvailable,
    QueryCanceled,
    UniqueViolation,
)
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from rbo.platform import asked
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.metrics.counting import count
from rbo.platform.metrics.families import FOREIGN_FORMS, NO_BOOK_OPEN, ROWS_DENIED
from rbo.platform.problems import problem
from rbo.platform.scope import ScopeChanged, TenantNotSet, scope_var
from rbo.platform.session import ForeignRow, Unwalled
from rbo.platform.web import for_a_while, is_for_programs, is_htmx

log = logging.getLogger("rbo.refusals")
DENIED = (401, 403, 404, 429)
STOPPED = (TenantNotSet, ScopeChanged, ForeignRow, Unwalled)  # by the first wall
INTO_MESSAGES = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}


def explain_refusals(app: Flask) -> None:
    """Answer every failure of *app* with a page, and roll back first."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(StaleDataError, _lost_race)
    app.register_error_handler(IntegrityError, _taken_or_broken)
    app.register_error_handler(OperationalError, _not_now)
    app.register_error_handler(InternalError, _not_now)
    app.register_error_handler(PoolExhausted, _not_now)
    app.register_error_handler(DBAPIError, _database_said_no)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(500, _broken)


def explained(status: int, sentence: str = "", error: Exception | None = None) -> Response:
    """The answer for *status*, with *sentence* where there is something better than the usual words.

    HTMX gets a notice for the messages of the page it stands on, so that what was typed stays; a program
    gets what *error* is called.
    """
    roll_back()
    if is_for_programs():
        return problem(status, sentence, error)
    answer = make_response(render_template("errors/page.html", status=status, sentence=sentence), status)
    if is_htmx():
        answer.headers.update(INTO_MESSAGES)
    return for_a_while(answer, error) if isinstance(error, Refused) else answer


def roll_back() -> None:
    """Forget what the request read and wrote, so that the answer tells what is stored."""
    if scope_var.get() is not None and db.session.registry.has():
        db.session.expunge_all()
        db.session.rollback()


def _refused(refusal: Refused) -> ResponseReturnValue:
    _tell_of(refusal, refusal.status)
    return explained(refusal.status, str(refusal), refusal)


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    count(FOREIGN_FORMS)
    log.warning("form without the token of its page refused")
    return explained(400, _("This form is too old. Reload the page and send it again."))


def _taken_or_broken(error: IntegrityError) -> ResponseReturnValue:
    """Two found a name free, or one wrote for somebody whom the other took away: the second lost the race."""
    if isinstance(error.orig, ForeignKeyViolation):
        log.warning("what was pointed at is gone", exc_info=error)
        return _lost_race(error)
    return _lost_race(error) if isinstance(error.orig, UniqueViolation) else _database_said_no(error)


def _lost_race(_error: StaleDataError | IntegrityError) -> ResponseReturnValue:
    return explained(409, _("Somebody else changed this a moment ago. Reload to see it."))


def _not_now(error: DBAPIError | PoolExhausted) -> ResponseReturnValue:
    if isinstance(error, InternalError) and not error.connection_invalidated:
        return _database_said_no(error)
    log.warning("Postgres was away, or busy for too long", exc_info=error)
    answer = explained(503, _why_not_now(getattr(error, "orig", error)))
    answer.headers["Retry-After"] = "5"
    return answer


def _why_not_now(cause: BaseException) -> str:
    sentence: str = _("The database is away for a moment. Nothing was lost; try again shortly.")
    if isinstance(cause, QueryCanceled):
        sentence = _("This took too long and was stopped. Nothing was changed; try again shortly.")
    elif isinstance(cause, LockNotAvailable | DeadlockDetected):
        sentence = _("Somebody else is at work on this just now. Nothing was changed; try again shortly.")
    elif isinstance(cause, PoolExhausted):
        sentence = _("Very many are at work just now. Nothing was changed; try again shortly.")
    return sentence


def _database_said_no(error: DBAPIError) -> ResponseReturnValue:
    log.error("Postgres refused a statement", exc_info=error)
    if isinstance(error.orig, InsufficientPrivilege):
        count(ROWS_DENIED)
    return explained(500)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    _tell_of(error, error.code)
    return explained(error.code, error=error)


def _tell_of(refusal: Refused | HTTPException, status: int) -> None:
    """Say who was denied what, by its kind; of addresses that are none, the line of the answer is enough."""
    if status in DENIED and request.endpoint not in (None, "static"):
        log.warning("denied: %s", type(refusal).__name__, extra={"status": status, "route": asked.route()})


def _broken(error: Exception) -> ResponseReturnValue:
    if isinstance(getattr(error, "original_exception", None), STOPPED):
        count(NO_BOOK_OPEN)
    return explained(500)
