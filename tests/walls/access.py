"""One attempt: may this role, in this context, use this command on this row? And whether it should."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import psycopg

from rbo.platform import clock
from rbo.platform.rows import HOUSE, Base, Private, Root, Shared
from tests.walls import grants, undone
from tests.walls.catalog import Connection, columns, granted
from tests.walls.two_books import Row, TwoBooks, copy_of

ALLOWED_BY_THE_WALL = ("23503", "23505", "23514", "23502")  # refused by a constraint, after the wall
KEYS = ("stringer_id", "id", "year", "channel", "name", "period")
HOUSE_ONLY = ("racket_models", "string_models")
WHEN_OVER = {"form_keys": timedelta(days=7)}
OF_FINALIZED = ("changes", "order_batches", "personal_tokens")
DELETED_BY_SYSTEM = ("client_profiles", "form_keys", "outbox_pauses", "schedule_runs", *undone.GO)
BETWEEN = ("admin_audit_log", "logins", "notifications", "persons")
WRITTEN_BY_SYSTEM = {
    ("insert", "outbox"): ("kind", "webhooks.deliver"),
    ("insert", "persons"): ("created_by_kind", "person"),
    ("insert", "share_audit"): ("deed", "revoked"),
}
BLANKED_BY_SYSTEM = {"admin_audit_log": ("reason", ""), "form_keys": ("answer", {})}
LET_LOOK = (*grants.GRANTS, "share_audit")
NAMES = ("app.stringer_id", "app.person_id", "role")
BE = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in NAMES)


@dataclass(frozen=True)
class Context:
    """Who asks: a role, with a stringer's book, a person's view or nothing open."""

    role: str
    stringer: UUID | None = None
    person: UUID | None = None


@contextmanager
def asking(connection: Connection, who: Context) -> Iterator[Connection]:
    """A piece of a transaction as *who*; whatever happens in it is rolled back."""
    with connection.transaction(force_rollback=True):
        connection.execute(BE, [str(who.stringer or ""), str(who.person or ""), who.role])
        yield connection


def can(connection: Connection, who: Context, command: str, table: str, row: Row) -> bool:
    """Try it on exactly this row."""
    try:
        with asking(connection, who) as seat:
            return _tried(seat, who.role, command, table, row)
    except psycopg.errors.InsufficientPrivilege:
        return False
    except psycopg.errors.IntegrityError as error:
        return error.sqlstate in ALLOWED_BY_THE_WALL


def _tried(seat: Connection, role: str, command: str, table: str, row: Row) -> bool:
    if command in ("insert", "update"):
        return _written(seat, columns(seat, table, role, command), command, table, row)
    read = "select 1 from" if command == "select" else "delete from"
    here, key = _exactly(row)
    return seat.execute(f"{read} {table} where {here}", key).rowcount == 1


def _written(seat: Connection, some: list[str], command: str, table: str, row: Row) -> bool:
    if not some:
        raise psycopg.errors.InsufficientPrivilege
    if command == "insert":
        values = ", ".join(grants.OWN_HAND.get((table, name), name) for name in some)
        as_it_was = f"select {values} from jsonb_populate_record(null::{table}, %s)"
        written = seat.execute(f"insert into {table} ({', '.join(some)}) {as_it_was}", [copy_of(row)])
        return written.rowcount == 1
    here, key = _exactly(row)
    return seat.execute(f"update {table} set {some[0]} = {some[0]} where {here}", key).rowcount == 1


def _exactly(row: Row) -> tuple[str, dict[str, str]]:
    key = {name: str(row[name]) for name in (KEYS[:2] if row.get("id") else KEYS) if row.get(name)}
    return " and ".join(f"{name}::text = %({name})s" for name in key), key


def should(connection: Connection, who: Context, command: str, table: str, row: Row, books: TwoBooks) -> bool:
    """What the product promises, said without any policy."""
    if command not in granted(connection, who.role)[table]:
        return False
    if who.role == "rbo_system" and not undone.lets(command, table, row, books.rows):
        return False
    if who.role == "rbo_window":
        return grants.shows(who, table, row, books.rows)
    if who.role == "rbo_app" and table != "outbox_pauses":
        return _is_open_to(who, command, table, row, books)
    return not _is_of_finalized(who, command, table) and _is_open_to_system(command, table, row, books)


def _is_of_finalized(who: Context, command: str, table: str) -> bool:
    """What the system role does to finalized books alone, and both are open."""
    is_ended = table in OF_FINALIZED or (command == "delete" and table not in DELETED_BY_SYSTEM)
    return who.role == "rbo_system" and is_ended


def _is_open_to_system(command: str, table: str, row: Row, books: TwoBooks) -> bool:
    is_house = str(HOUSE) in (row.get("stringer_id"), row["id"] if table == "stringers" else "")
    if table in HOUSE_ONLY:
        return is_house or (command == "select" and _waits(row, books))
    blank = BLANKED_BY_SYSTEM.get(table) if command == "update" else None
    if known := WRITTEN_BY_SYSTEM.get((command, table)) or blank:
        return bool(row[known[0]] == known[1])
    if command == "delete" and table in WHEN_OVER:
        return datetime.fromisoformat(row["created_at"]) < clock.now() - WHEN_OVER[table]
    if table == "notifications":
        is_of_the_house = row["acting_stringer_id"] is None and row["acting_person_id"] is None
        return is_of_the_house if command == "insert" else row["acting_person_id"] is not None
    is_closed = (table == "stringers" and is_house) or _is_decided(table, row)
    return command == "select" or not is_closed


def _is_open_to(who: Context, command: str, table: str, row: Row, books: TwoBooks) -> bool:
    if table in LET_LOOK:
        return grants.may(who, command, row, table, books.rows)
    if table in BETWEEN:
        rules = {
            "admin_audit_log": _log_line,
            "logins": _login,
            "notifications": _notification,
            "persons": _person,
        }
        return rules[table](who, command, row, books)
    kind = nouns()[table]
    owner = row["id" if issubclass(kind, Root) else "stringer_id"]
    if who.stringer is None:
        return False
    if command == "select" and issubclass(kind, Shared) and owner == str(HOUSE):
        return True
    is_closed = _is_accepted(table, row, command) or (command != "select" and _is_decided(table, row))
    return bool(owner == str(who.stringer)) and not is_closed


def _is_accepted(table: str, row: Row, command: str) -> bool:
    return table == "client_profiles" and command == "insert" and bool(row["accepted_at"])


def _waits(row: Row, books: TwoBooks) -> bool:
    """Whether its owner has offered it to everybody."""
    offered = [each for each in books.rows["catalogue_submissions"] if each["status"] == "pending"]
    return row["id"] in {each[f"{kind}_model_id"] for each in offered for kind in ("racket", "string")}


def _is_decided(table: str, row: Row) -> bool:
    return table == "catalogue_submissions" and row["status"] != "pending"


def _person(who: Context, command: str, row: Row, books: TwoBooks) -> bool:
    if who.person is not None:
        return command in ("select", "update") and row["id"] == str(who.person)
    made_here = who.stringer is not None and row["created_by_id"] == str(who.stringer)
    accepted = who.stringer == books.mine and row["id"] == str(books.person)
    return (made_here and command in ("select", "insert")) or (accepted and command == "select")


def _login(who: Context, command: str, row: Row, books: TwoBooks) -> bool:
    del command, books
    mine = who.stringer is not None and row["stringer_id"] == str(who.stringer)
    return mine or (who.person is not None and row["person_id"] == str(who.person))


def _log_line(who: Context, command: str, row: Row, books: TwoBooks) -> bool:
    del books
    is_by_me, is_about_me = (
        row["actor"] == f"stringer:{who.stringer}",
        row["stringer_id"] == str(who.stringer),
    )
    return is_by_me or (command == "select" and is_about_me)


def _notification(who: Context, command: str, row: Row, books: TwoBooks) -> bool:
    """Whoever acts writes it, the recipient reads it and notes that."""
    del books
    if command == "insert":
        acting = (row["acting_stringer_id"], row["acting_person_id"])
        return str(who.stringer or who.person) in acting
    return bool(row["stringer_id"] == str(who.stringer))


def nouns() -> dict[str, type]:
    """The noun of each table."""
    return {str(mapper.local_table): mapper.class_ for mapper in Base.registry.mappers}


def is_walled(noun: type) -> bool:
    """Whether the first wall narrows this noun."""
    return issubclass(noun, Private | Shared | Root)
