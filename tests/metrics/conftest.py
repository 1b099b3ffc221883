"""A mail server that takes receipts, and whoever asks for the figures."""

from __future__ import annotations

import dataclasses
from contextvars import Context

import pytest

from tests.faults.kit import office, open_office, outdoors

__all__ = ["office", "open_office", "outdoors"]

TOKEN = "a-token-that-prometheus-brings-along"


@pytest.fixture
def ask(app, database, redis_url, monkeypatch):
    """Asks for the figures, and gives each series with its value."""
    known = dataclasses.replace(app.config["RBO"], metrics_token=TOKEN)
    monkeypatch.setitem(app.config, "RBO", known)
    client = app.test_client()

    def go(**more):
        return Context().run(client.get, "/metrics", **more)

    def figures():
        return dict(line.rsplit(" ", 1) for line in go().text.splitlines() if line[0] != "#")

    go.figures = figures
    return go
