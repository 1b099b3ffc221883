"""How long Postgres may take over one statement, and wait for one lock, before it is told to stop.

Each transaction names them in the statement that names its book, so PgBouncer changes nothing and nothing is
asked twice. Whatever names none has the limits of its role (`roles.sql`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from flask import current_app


@dataclass(frozen=True)
class Patience:
    """As Postgres writes durations."""

    statement: str
    lock: str


WORK: Final = Patience(statement="60s", lock="2s")  # a job or a command, for which nobody sits and waits
PAGES: Final = Patience(statement="5s", lock="2s")


def patience() -> Patience:
    """What transactions of the current app have."""
    return cast("Patience", current_app.config["PATIENCE"])
