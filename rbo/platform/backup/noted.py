"""When a backup was taken and when one was tried, noted beside the periodic deeds: an alert can ask."""

from __future__ import annotations

from typing import Final

import psycopg

from rbo.platform import roles

TAKEN: Final = "backup taken"
TRIED: Final = "restore tried"
NOTE = """
    insert into schedule_runs (name, period) values (%s, extract(epoch from now())::bigint / 60)
    on conflict do nothing
"""


def note(url: str, what: str) -> bool:
    """Note at *url*, the system role's, that *what* was done just now; False where that could not be said."""
    try:
        with psycopg.connect(roles.plain(url), connect_timeout=5) as connection:
            connection.execute(NOTE, [what], prepare=False)
    except psycopg.Error:
        return False
    return True
