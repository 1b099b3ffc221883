"""Counting what the site answers."""

from __future__ import annotations

from flask import Flask, Response, request

from rbo.platform import asked
from rbo.platform.metrics.counting import count, note
from rbo.platform.metrics.families import REQUEST_S, REQUESTS

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def count_answers(app: Flask) -> None:
    """Count each answer of *app* and how long it took; a part of a page is an answer, too."""
    app.after_request(_answered)


def _answered(response: Response) -> Response:
    if request.endpoint != "static":
        method = request.method if request.method in METHODS else "-"
        count(REQUESTS, route=asked.route(), method=method, code=str(response.status_code))
        note(REQUEST_S, asked.took_s(), room=request.blueprint or "-")
    return response
