"""Patience with Postgres: a restart is no fault of the letter in hand."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from sqlalchemy.exc import DBAPIError

Result = TypeVar("Result")
OWN_IDLING = "25P03"  # Postgres hung up because we kept a transaction open and asked nothing
AWAY_STATES = ("08", "57P")  # connection exceptions; operator intervention (PostgreSQL, appendix A)


def is_away(error: DBAPIError) -> bool:
    """Whether *error* means that Postgres is not there, rather than that it refuses."""
    cause = error.orig
    if not isinstance(cause, psycopg.Error):
        return error.connection_invalidated
    state = cause.sqlstate
    if state == OWN_IDLING:
        return False
    lost = state is None and isinstance(cause, psycopg.OperationalError)
    return lost or error.connection_invalidated or (state or "").startswith(AWAY_STATES)


def patiently(deed: Callable[[], Result], for_s: float) -> Result:
    """Do *deed*, again and again while Postgres is away, for at most *for_s* seconds."""
    deadline = time.monotonic() + for_s
    while True:
        try:
            return deed()
        except DBAPIError as error:
            if not is_away(error) or time.monotonic() > deadline:
                raise
        time.sleep(0.5)
