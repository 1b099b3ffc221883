"""What the sweep has to reach: all of a book that has ended, and whatever is over; else it never goes."""

from __future__ import annotations

from tests.walls.access import Context, asking
from tests.walls.catalog import Connection, Policy
from tests.walls.two_books import TwoBooks

SYSTEM = "rbo_system"
ENDED = "update stringers set status = 'finalized' where id = %s"
OVER = {
    "logins": "update logins set last_seen_at = now() - interval '31 days'",
    "person_stringer_share": "update person_stringer_share set ended_at = now() - interval '3 years'",
}
VERBS = {"select": "select 1 from", "delete": "delete from"}


def misses_something(connection: Connection, books: TwoBooks, policy: Policy) -> bool:
    """Whether rows that have to go are out of reach; triggers and keys are kept quiet."""
    if policy.role != SYSTEM or policy.command not in VERBS or not _sweeps(policy):
        return False
    which = "true" if policy.table in OVER else f"stringer_id = '{books.theirs}'"
    with connection.transaction(force_rollback=True):
        connection.execute("set local session_replication_role = replica")
        connection.execute(ENDED, [books.theirs])
        connection.execute(OVER.get(policy.table, "select 1"))
        there = connection.execute(f"select 1 from {policy.table} where {which}").rowcount
        with asking(connection, Context(SYSTEM)) as seat:
            return seat.execute(f"{VERBS[policy.command]} {policy.table} where {which}").rowcount < there


def _sweeps(policy: Policy) -> bool:
    return "finalized" in policy.rule or policy.table in OVER
