"""What a request asks for and since when, as the log, the figures and the traces say it."""

from __future__ import annotations

import time

from flask import g, request


def begin() -> None:
    """Look at the clock."""
    g.began = time.perf_counter()


def took_s() -> float:
    """Seconds since it began."""
    return time.perf_counter() - float(g.get("began", time.perf_counter()))


def route() -> str:
    """The address with its parts named, for one may hold the token of a link; - where it is none of ours."""
    return str(request.url_rule or "-")
