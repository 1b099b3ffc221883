"""Spans around what takes time. While nobody collects them, they cost a look at a name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request

from rbo.platform import asked, audit
from rbo.platform.config import Settings
from rbo.platform.traces.loading import load_sending

if TYPE_CHECKING:
    from rbo.platform.traces.sending import Sending


class Kind(StrEnum):
    """From where a span comes: a trace begins with a click or with a job, never with a statement."""

    CLICK = "SERVER"
    JOB = "CONSUMER"
    OUTWARD = "CLIENT"
    INSIDE = "INTERNAL"


class _Collected:
    """Who takes the spans of this process."""

    by: Sending | None = None


def begin(settings: Settings) -> None:
    """Send spans from now on, where a collector is named.

    Raises:
        BadSetting: the packages for it are not installed.
    """
    if settings.otel_endpoint:
        collect(load_sending().to_collector(settings))


def collect(sending: Sending | None) -> None:
    """Let *sending* take every span from now on."""
    _Collected.by = sending


@contextmanager
def span(name: str, kind: Kind = Kind.INSIDE, parent: str | None = None, **facts: object) -> Iterator[None]:
    """A span for the length of the block, below the one that is open or below *parent*, a `traceparent`."""
    if _Collected.by is None:
        yield
        return
    with _Collected.by.span(name, kind, parent, facts):
        yield


def traceparent() -> str | None:
    """The open span as a row of the outbox keeps it (W3C Trace Context); None when there is none."""
    return _Collected.by.traceparent() if _Collected.by else None


def trace_id() -> str | None:
    """The open trace, for a line of the log."""
    known = traceparent()
    return known.split("-")[1] if known else None


def flush() -> None:
    """Hand over what there is: a work horse ends with its job."""
    if _Collected.by:
        _Collected.by.flush()


def trace_requests(app: Flask) -> None:
    """A span for every request; whoever asks brings no trace along, for they could write into ours."""
    app.before_request(_arrived)
    app.after_request(_answered)
    app.teardown_request(_left)


def _arrived() -> None:
    if _Collected.by:
        g.open_span = ExitStack()
        g.open_span.enter_context(_of_the_request())


def _of_the_request() -> AbstractContextManager[None]:
    method, route = request.method, asked.route()
    facts = {"http.request.method": method, "http.route": route, "rbo.request_id": audit.request_id.get()}
    return span(f"{method} {route}", Kind.CLICK, **facts)


def _answered(response: Response) -> Response:
    if _Collected.by and "open_span" in g:
        _Collected.by.note({"http.response.status_code": response.status_code})
    return response


def _left(_error: BaseException | None) -> None:
    stack: ExitStack | None = g.pop("open_span", None)
    if stack is not None:
        stack.close()
