"""Indexes of tables that have rows, built while people work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op


def build(name: str, on: str) -> None:
    """Build the index *name* as *on* says, while others write.

    What an attempt left that broke off is invalid, and goes first. In a transaction handed over, as in
    a restore, nobody else is there: it is built like any other.
    """
    with beside_others() as concurrently:
        op.execute(f"drop index {concurrently} if exists {name}")
        op.execute(f"create index {concurrently} if not exists {name} on {on}")


def drop(name: str) -> None:
    """Drop the index *name* while others use it."""
    with beside_others() as concurrently:
        op.execute(f"drop index {concurrently} if exists {name}")


@contextmanager
def beside_others() -> Iterator[str]:
    """The word for it, outside of a transaction and with as much time as it takes: nobody waits for it."""
    context = op.get_context()
    if not context.opts["transaction_per_migration"]:
        yield ""
        return
    with context.autocommit_block():
        op.execute("set lock_timeout = 0")
        op.execute("set statement_timeout = 0")
        yield "concurrently"
        op.execute("set lock_timeout = '2s'")  # as `env.py` says it
        op.execute("reset statement_timeout")
