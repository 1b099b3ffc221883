"""Every row of every table, asked for by everybody, with row-level security alone."""

from __future__ import annotations

import psycopg
import pytest

from tests.walls import attacks
from tests.walls.access import Context, asking, should
from tests.walls.attacks import APP, LOOKUP, SYSTEM, WINDOW
from tests.walls.catalog import COMMANDS, composite_keys, owner_keys, public_tables

OPEN_TO_ALL = {"outbox_pauses"}
NAMING_BOTH = {"admin_audit_log", "order_shares", "share_audit"}
UNREADABLE = {"catalogue_imports", "schedule_runs"}


def test_every_table_has_rows_in_both_books(books, god):
    for table in public_tables(god):
        assert books.rows[table], f"tests/walls/two_books.py has no row for {table}"


def test_the_app_reaches_its_own_rows_and_no_others(books, app_role):
    """L-04, L-05, L-08: reading, adding, changing and deleting, with a book, a person or nothing open."""
    assert attacks.wrong_answers(app_role, books, books.rows, [APP], COMMANDS) == []


def test_the_system_role_reaches_what_it_works_on_and_no_more(books, system_role):
    """L-04 for the relay and the administration."""
    assert attacks.wrong_answers(system_role, books, books.rows, [SYSTEM], COMMANDS) == []


def test_the_lookups_read_what_they_look_up(books, god):
    assert attacks.wrong_answers(god, books, books.rows, [LOOKUP], COMMANDS) == []


def test_the_windows_read_what_a_live_grant_opens(books, god):
    assert attacks.wrong_answers(god, books, books.rows, [WINDOW], COMMANDS) == []


def test_a_write_that_reads_nothing_reaches_no_foreign_row(books, god):
    """L-08: without a condition no rule for reading helps."""
    for table in books.rows:
        for who in attacks.contexts(books, [APP, SYSTEM]):
            for command in ("update", "delete"):
                reached, expected = attacks.blind_writes(god, books, table, who, command)
                assert reached == expected, f"{who.role} {command} {table}"


def test_no_row_changes_books(books, app_role):
    """L-07."""
    assert [moved for table in books.rows for moved in attacks.moved_rows(app_role, books, table)] == []


def test_no_foreign_row_is_locked(books, app_role):
    """L-09."""
    assert {table: n for table in books.rows if (n := attacks.locked_rows(app_role, books, table))} == {}


def test_a_function_of_the_owner_would_read_nothing(books, god):
    """L-02."""
    assert {table: n for table in books.rows if (n := attacks.rows_the_owner_sees(god, table))} == {}


def test_no_row_points_into_another_book(books, god):
    """L-62: refused even to the strongest role, with the words that an unknown id gets."""
    for key in composite_keys(god):
        refused = f"23503 {key.name}"
        assert attacks.answer_to_a_foreign_key(god, key, books) == refused
        assert attacks.answer_to_a_foreign_key(god, key, books, unknown=True) == refused


def test_no_row_names_a_model_of_another_book(books, god):
    """L-62: the catalogue's keys name an owner; it is oneself or the house."""
    for key in owner_keys(god):
        refused = f"23514 ck_{key.table}_{key.columns[0]}_is_mine_or_house"
        assert attacks.answer_to_a_foreign_owner(god, key, books) == refused


def test_an_empty_setting_shows_nothing(books, app_role):
    """L-06: the setting is empty, not null, once a connection was used."""
    app_role.execute("select set_config('app.stringer_id', '', true)")

    owned = [table for table in books.rows if table not in OPEN_TO_ALL]
    assert {table: n for table in owned if (n := _count(app_role, table))} == {}


def test_a_malformed_setting_is_an_error(books, app_role):
    """L-06."""
    app_role.execute("select set_config('app.stringer_id', 'abc', true)")

    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        app_role.execute("select * from orders")


@pytest.mark.parametrize("role", ["app_role", "system_role"])
def test_nothing_is_truncated(books, role, request):
    """L-10: TRUNCATE knows no policies."""
    for table in books.rows:
        assert _refusal(request.getfixturevalue(role), f"truncate {table} cascade") == "42501"


def test_copying_out_gives_own_rows_and_copying_in_is_refused(books, app_role):
    """L-11."""
    for table in sorted(set(books.rows) - OPEN_TO_ALL - UNREADABLE):
        with asking(app_role, Context(APP, stringer=books.mine)) as seat:
            copied = _copied(seat, table)
        assert [word for word in _hidden(app_role, books, table) if word in copied] == [], table
        assert _refusal(app_role, f"copy {table} from stdin") in ("0A000", "42501")


def test_switching_row_security_off_is_an_error_and_not_more_rows(books, app_role):
    """L-12."""
    for table in sorted(set(books.rows) - UNREADABLE):
        assert _refusal(app_role, f"set local row_security = off; select * from {table}") == "42501"


def test_a_cascade_stays_in_its_book(books, god):
    """L-63: every client of one book is deleted with all that hangs on it; the other book loses nothing."""
    with god.transaction(force_rollback=True):
        god.execute("set local session_replication_role = origin")
        for table in (
            "imported_rows",
            "order_state_audit",
            "share_audit",
            "order_shares",
            "orders",
            "rackets",
            "client_profiles",
        ):
            god.execute(f"delete from {table} where stringer_id = %s", [books.mine])
        for table, rows in books.rows.items():
            theirs = [row for row in rows if row.get("stringer_id") == str(books.theirs)]
            left = god.execute(f"select * from {table}").rowcount
            assert left >= len(theirs)


def _hidden(connection, books, table):
    """What must not stand in a copy: the other stringer; where a row names both, the rows of others."""
    if table not in NAMING_BOTH:
        return [str(books.theirs)]
    me, rows = Context(APP, stringer=books.mine), books.rows[table]
    return [row["id"] for row in rows if not should(connection, me, "select", table, row, books)]


def _copied(seat, table):
    with seat.cursor().copy(f"copy {table} to stdout") as rows:
        return b"".join(rows).decode()


def _count(connection, table):
    return connection.execute(f"select count(*) from {table}").fetchone()[0] if table not in UNREADABLE else 0


def _refusal(connection, statement):
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(statement)
    except psycopg.Error as error:
        return error.sqlstate
    return "done"
