"""Answers: a partial for HTMX, a redirect or a page otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import IntegerConverter

from rbo.platform.errors import Refused

View = TypeVar("View", bound=Callable[..., Any])
LARGEST = 999_999_999
LONGEST_SEARCH = 100
PROGRAMS = "/api/"


class RowNumber(IntegerConverter):
    """A number in an address; one too large for any row is simply not found."""

    regex = r"\d{1,9}"


def row_number(text: str) -> int:
    """A number that a row can have.

    Raises:
        ValueError: it is none.
    """
    number = int(text)
    if not 0 <= number <= LARGEST:
        raise ValueError(text)
    return number


def ticked() -> list[int]:
    """The numbers of the rows that were ticked in a list: in its form, or in an address made from it."""
    sent = request.form if request.method == "POST" else request.args
    return sent.getlist("number", type=row_number)


def searched() -> str:
    """What was typed into the search of a page, as far as anybody types."""
    return request.args.get("q", "")[:LONGEST_SEARCH].strip()


def public(view: View) -> View:
    """Open this address to people who are not signed in; everything else is closed."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def takes_file(view: View) -> View:
    """Let a file come with a form to this address; every other address refuses one."""
    view.takes_file = True  # type: ignore[attr-defined]
    return view


def unattended(view: View) -> View:
    """Pages ask this address by themselves: it keeps no login alive, and turns nobody out of a form."""
    view.is_unattended = True  # type: ignore[attr-defined]
    return view


def up_to(largest_request: int) -> Callable[[View], View]:
    """Let a request to this address have as many bytes, where a form usually has fewer."""

    def mark(view: View) -> View:
        view.largest_request = largest_request  # type: ignore[attr-defined]
        return view

    return mark


def make_room(app: Flask) -> None:
    """Let requests of *app* be as large as their view allows, before anything reads them."""
    app.before_request(_make_room)


def _make_room() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "largest_request", current_app.config["MAX_CONTENT_LENGTH"])


def is_for_programs() -> bool:
    """Whether a program asks: it reads JSON, brings its token along and has no use for a page."""
    return request.path.startswith(PROGRAMS)


def is_htmx() -> bool:
    """Whether HTMX asked, and wants a part of the page."""
    return request.headers.get("HX-Request") == "true"


def respond(
    template: str, *, page: str, said: str = "", undo: str = "", **values: Any
) -> ResponseReturnValue:
    """After a verb: the changed partial for HTMX, the way back to *page* otherwise.

    *said* is what happened, for the toast; *undo* is the address whose DELETE takes it back.
    """
    if not is_htmx():
        return go(page, said, undo)
    tell(said, undo)
    return render_template(template, **values)


def for_a_while(answer: ResponseReturnValue, refusal: Refused) -> Response:
    """The *answer* to a refusal, with the seconds that it lasts where it passes by itself."""
    response = make_response(answer)
    if refusal.wait_s:
        response.headers["Retry-After"] = str(refusal.wait_s)
    return response


def go(page: str, said: str = "", undo: str = "") -> ResponseReturnValue:
    """After a verb: to another page, which says what happened."""
    tell(said, undo)
    return redirect(page, 303)


def tell(said: str, undo: str = "") -> None:
    """Say what happened in the next answer."""
    if said:
        flash(said, undo or "message")
