"""Who is doing this, and in which request: for audit rows and log lines."""

from __future__ import annotations

from contextvars import ContextVar

actor: ContextVar[str] = ContextVar("actor", default="system")
request_id: ContextVar[str] = ContextVar("request_id", default="")
