"""Take one stone out of a wall at a time, and see that a leak test turns red each time.

The stones come from the catalog; the tests that must turn red are the functions that the leak tests run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.walls import attacks
from tests.walls.catalog import Connection, Policy, composite_keys, owner_keys, policies, public_tables
from tests.walls.modes import GUARD, HOOK, TELLER, mode, unheard
from tests.walls.paths import READS, walled
from tests.walls.seats import books, god
from tests.walls.sweeping import misses_something
from tests.walls.things import DEEDS, is_refused

__all__ = ["books", "god", "mode"]
session_alone = pytest.mark.parametrize("mode", ["session alone"], indirect=True)


@contextmanager
def without(connection: Connection, sabotage: str) -> Iterator[None]:
    """The database with one thing broken, until the end of the block."""
    with connection.transaction(force_rollback=True):
        connection.execute(sabotage)
        yield


def is_red(connection: Connection, books, policy: Policy) -> bool:
    """Whether a leak test of the policy's table, role and command fails."""
    wrong = attacks.wrong_answers(connection, books, [policy.table], [policy.role], [policy.command])
    return (
        bool(wrong)
        or misses_something(connection, books, policy)
        or (
            policy.command in ("update", "delete")
            and any(
                reached != expected
                for who in attacks.contexts(books, [policy.role])
                for reached, expected in [
                    attacks.blind_writes(connection, books, policy.table, who, policy.command)
                ]
            )
        )
    )


def test_nothing_is_red_before(books, god):
    assert [policy.name for policy in policies(god) if is_red(god, books, policy)] == []


def test_every_dropped_policy_is_noticed(books, god):
    unnoticed = []
    for policy in policies(god):
        with without(god, f"drop policy {policy.name} on {policy.table}"):
            unnoticed += [] if is_red(god, books, policy) else [policy.name]

    assert unnoticed == []


def test_every_opened_policy_is_noticed(books, god):
    unnoticed = []
    for policy in policies(god):
        rules = [word for word, rule in (("using", policy.rule), ("with check", policy.check)) if rule]
        if {policy.rule, policy.check} <= {"true", ""}:
            continue
        opened = " ".join(f"{word} (true)" for word in rules)
        with without(god, f"alter policy {policy.name} on {policy.table} {opened}"):
            unnoticed += [] if is_red(god, books, policy) else [policy.name]

    assert unnoticed == []


@pytest.mark.parametrize("switch", ["no force row level security", "disable row level security"])
def test_every_table_that_is_not_forced_is_noticed(books, god, switch):
    unnoticed = []
    for table in public_tables(god):
        with without(god, f"alter table {table} {switch}"):
            unnoticed += [] if attacks.rows_the_owner_sees(god, table) else [table]

    assert unnoticed == []


def test_every_dropped_composite_foreign_key_is_noticed(books, god):
    unnoticed = []
    for key in composite_keys(god):
        with without(god, f"alter table {key.table} drop constraint {key.name}"):
            refused = attacks.answer_to_a_foreign_key(god, key, books) == f"23503 {key.name}"
            unnoticed += [key.name] if refused else []

    assert unnoticed == []


def test_every_dropped_check_of_an_owner_is_noticed(books, god):
    keys = owner_keys(god)
    for key in keys:
        check = f"ck_{key.table}_{key.columns[0]}_is_mine_or_house"
        with without(god, f"alter table {key.table} drop constraint {check}"):
            assert attacks.answer_to_a_foreign_owner(god, key, books) == "accepted"

    assert len(keys) >= 3


@session_alone
def test_a_missing_hook_is_noticed_on_every_path(books, mode):
    with unheard(HOOK):
        leaking = {name for name, path in READS.items() if any(path(noun, books.theirs) for noun in walled())}

    assert leaking == set(READS)


@session_alone
def test_a_missing_guard_is_noticed_at_every_deed(books, mode):
    with unheard(GUARD):
        assert [deed for deed in DEEDS if is_refused(deed, books)] == []


def test_a_session_that_names_no_book_is_noticed(books):
    with unheard(TELLER):
        assert not any(READS["entity"](noun, books.mine) for noun in walled())
