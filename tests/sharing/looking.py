"""What everybody reads through the windows and in their own book, as the app's own role."""

from __future__ import annotations

import psycopg

from rbo.platform import roles
from tests.sharing.oracle import Id, Seen

OPEN = "select set_config('app.stringer_id', %s, true), set_config('app.person_id', %s, true)"
SHARED = "select id, first_name, last_name, comments from shared_jobs order by rule"
OWN = "select id, null, null, null from orders"
MINE = "select id, first_name, last_name, comments from my_jobs"


class Seat:
    """A connection that looks with somebody's eyes; what it asks is planned once."""

    def __init__(self, superuser: str) -> None:
        self.connection = psycopg.connect(roles.plain(superuser), prepare_threshold=0)
        self.connection.execute("set role rbo_app")
        self.connection.commit()

    def seen(self, query: str, stringer: Id = "", person: Id = "") -> Seen:
        """The words of each job; of several rows those of the last."""
        with self.connection.transaction():
            self.connection.execute(OPEN, [str(stringer), str(person)])
            return {job: (first, last, said) for job, first, last, said in self.connection.execute(query)}
