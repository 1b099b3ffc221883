"""Counting what the site answers."""

from __future__ import annotations

from flask import Flask, Response, g, request

from rbo.platform import asked
from rbo.platform.metrics.counting import count, note
from rbo.platform.metrics.families import IN_FLIGHT, REQUEST_S, REQUESTS

UNCOUNTED = ("static", "metrics.figures")  # whoever asks would always see themselves
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def count_answers(app: Flask) -> None:
    """Count each answer of *app* and how long it took; a part of a page is an answer, too."""
    app.before_request(_begun)
    app.after_request(_answered)
    app.teardown_request(_ended)


def _begun() -> None:
    if request.endpoint not in UNCOUNTED:
        g.is_in_flight = True
        note(IN_FLIGHT, 1)


def _ended(_error: BaseException | None) -> None:
    if g.pop("is_in_flight", False):
        note(IN_FLIGHT, -1)


def _answered(response: Response) -> Response:
    if request.endpoint != "static":
        method = request.method if request.method in METHODS else "-"
        count(REQUESTS, route=asked.route(), method=method, code=str(response.status_code))
        note(REQUEST_S, asked.took_s(), room=request.blueprint or "-")
    return response
