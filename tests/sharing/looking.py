"""What everybody reads through the windows and in their own book, as the app's own role."""

from __future__ import annotations

from typing import Self

import psycopg

from rbo.platform import roles
from tests.sharing.oracle import Id, Seen

OPEN = "select set_config('app.stringer_id', %s, true), set_config('app.person_id', %s, true)"
SHARED = "select id, first_name, last_name, comments from shared_jobs order by rule"
OWN = "select id, null, null, null from orders"
NO_WORDS = (None, None, None)
MINE = "select id, first_name, last_name, comments from my_jobs"
Look = tuple[str, Id | None, Id | None]  # a query, and the stringer or the person who asks it


class Seat:
    """A connection that looks with somebody's eyes; what it asks is planned once."""

    def __init__(self, superuser: str) -> None:
        self.connection = psycopg.connect(roles.plain(superuser), prepare_threshold=0)
        self.connection.execute("set role rbo_app")
        self.connection.commit()

    def __enter__(self) -> Self:
        """Sit down."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave no connection behind."""
        self.connection.close()

    def seen(self, *looks: Look) -> list[Seen]:
        """What each look shows: the words of each job, of several rows those of the last; in one trip."""
        with self.connection.transaction(), self.connection.pipeline():
            answers = [self._asked(*look) for look in looks]
            return [{job: (first, last, said) for job, first, last, said in rows} for rows in answers]

    def _asked(self, query: str, stringer: Id | None, person: Id | None) -> psycopg.Cursor:
        self.connection.execute(OPEN, [str(stringer or ""), str(person or "")])
        return self.connection.execute(query)
