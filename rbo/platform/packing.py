"""Answers in words are packed for the way; why not each of them: docs/decisions/0027-what-is-packed.md."""

from __future__ import annotations

import gzip
from http import HTTPStatus

from flask import Flask, Response, request

from rbo.platform.web import is_for_programs

WORDS = {"text/html", "text/css", "text/csv", "text/javascript", "image/svg+xml", "application/json"}
FEWEST_BYTES = 500  # what is shorter fits into one packet anyway
LEVEL = 6
ASKED_BY_OURSELVES = ("same-origin", "none")  # a page of ours, or what a person typed or kept


def install(app: Flask) -> None:
    """Pack what is worth it, for browsers and programs that can open it."""
    app.after_request(_pack)


def _pack(answer: Response) -> Response:
    if not _is_worth_it(answer):
        return answer
    answer.vary.update(("Accept-Encoding", "Sec-Fetch-Site"))
    if request.accept_encodings["gzip"] and _tells_nobody_else(answer):
        answer.set_data(gzip.compress(answer.get_data(), LEVEL, mtime=0))
        answer.content_encoding = "gzip"
    return answer


def _is_worth_it(answer: Response) -> bool:
    tag, is_weak = answer.get_etag()
    is_exact = tag is not None and not is_weak  # it promises these very bytes
    is_words = answer.mimetype in WORDS and not answer.is_streamed and not is_exact
    return is_words and len(answer.get_data()) >= FEWEST_BYTES


def _tells_nobody_else(answer: Response) -> bool:
    """Whether no other site can have asked for it, or what it can hold is no secret."""
    is_file = request.endpoint == "static" and answer.status_code == HTTPStatus.OK  # else a page says why
    is_open = is_file or is_for_programs()  # which no cookie opens
    return is_open or request.headers.get("Sec-Fetch-Site") in ASKED_BY_OURSELVES
