"""The attacks on row-level security. Leak tests run them all, the sabotage test those that must turn red."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID, uuid4

import psycopg

from tests.walls.access import BLANKED_BY_SYSTEM, Context, asking, can, should
from tests.walls.catalog import Connection, ForeignKey, columns, granted
from tests.walls.two_books import Row, TwoBooks, copy_of

LOCKED_BY = {
    "order_shares": ("stringer_id", "grantee_id"),
    "person_stringer_share": ("grantee_id",),
    "persons": ("created_by_id",),
    "stringers": ("id",),
}
APP, SYSTEM, LOOKUP, WINDOW = "rbo_app", "rbo_system", "rbo_lookup", "rbo_window"


def contexts(books: TwoBooks, roles: Iterable[str]) -> Iterator[Context]:
    """Everybody who might ask."""
    for role in roles:
        yield Context(role)
        if role in (APP, WINDOW):
            yield Context(role, stringer=books.mine)
            yield Context(role, person=books.person)


def wrong_answers(
    connection: Connection,
    books: TwoBooks,
    tables: Iterable[str],
    roles: Iterable[str],
    commands: Iterable[str],
) -> list[str]:
    """Every attempt that went otherwise than promised, in words."""
    commands, roles = list(commands), list(roles)
    return [
        f"{who}: {command} on {table}, row {row.get('id', row)}"
        for table in tables
        for who in contexts(books, roles)
        for command in commands
        for row in books.rows[table]
        if can(connection, who, command, table, row) != should(connection, who, command, table, row, books)
    ]


def moved_rows(connection: Connection, books: TwoBooks, table: str) -> list[str]:
    """Own rows that the app could hand over to the other stringer."""
    who = Context(APP, stringer=books.mine)
    return [
        f"{table}.{name}"
        for name in ("stringer_id", "created_by_id")
        if _moves(connection, who, books, table, name)
    ]


def _moves(connection: Connection, who: Context, books: TwoBooks, table: str, name: str) -> bool:
    if name not in columns(connection, table, who.role, "update"):
        return False
    try:
        with asking(connection, who) as seat:
            return bool(seat.execute(f"update {table} set {name} = %s", [books.theirs]).rowcount)
    except psycopg.errors.InsufficientPrivilege:
        return False


def locked_rows(connection: Connection, books: TwoBooks, table: str) -> int:
    """Foreign rows that the app could hold fast."""
    if "update" not in granted(connection, APP)[table]:
        return 0
    keys = LOCKED_BY.get(table, ("stringer_id",))
    foreign = " and ".join(f"{key} is distinct from %(mine)s" for key in keys)
    with asking(connection, Context(APP, stringer=books.mine)) as seat:
        locked = seat.execute(f"select 1 from {table} where {foreign} for update", {"mine": books.mine})
        return locked.rowcount


def blind_writes(
    connection: Connection, books: TwoBooks, table: str, who: Context, command: str
) -> tuple[int, int]:
    """How many rows a write reaches that reads none, and how many it should; triggers are kept quiet."""
    like = books.rows[table][0]
    expected = sum(should(connection, who, command, table, row, books) for row in books.rows[table])
    if command == "update" and who.role == SYSTEM and table in BLANKED_BY_SYSTEM:
        name, blank = BLANKED_BY_SYSTEM[table]
        like, expected = next(row for row in books.rows[table] if row[name] != blank), 0
    try:
        with connection.transaction(force_rollback=True):
            connection.execute("set local session_replication_role = replica")
            with asking(connection, who) as seat:
                return _blind(seat, like, table, who.role, command), expected
    except psycopg.errors.InsufficientPrivilege:
        return 0, expected


def _blind(seat: Connection, like: Row, table: str, role: str, command: str) -> int:
    if command == "delete":
        return seat.execute(f"delete from {table}").rowcount
    names = [name for name in columns(seat, table, role, "update") if name not in ("stringer_id", "id")]
    if not names:
        return 0
    value = f"(jsonb_populate_record(null::{table}, %s)).{names[-1]}"
    return seat.execute(f"update {table} set {names[-1]} = {value}", [copy_of(like)]).rowcount


def rows_the_owner_sees(connection: Connection, table: str) -> int:
    """Rows that a function or view of the owner would read; none, when security is forced."""
    with asking(connection, Context("rbo_owner")) as seat:
        found = seat.execute(f"select count(*) from {table}").fetchone()
        return int(found[0]) if found else 0


def answer_to_a_foreign_key(
    connection: Connection, key: ForeignKey, books: TwoBooks, *, unknown: bool = False
) -> str:
    """What even the strongest role hears who points a row of one book at a row of the other."""
    foreign = books.foreign(key.target)
    pairs = list(zip(key.columns, key.targets, strict=True))
    pointed = {here: str(uuid4()) if unknown else foreign[there] for here, there in pairs if there == "id"}
    return _pointed(connection, key, books, _owner(key, books.mine) | pointed)


def answer_to_a_foreign_owner(connection: Connection, key: ForeignKey, books: TwoBooks) -> str:
    """The same, for a key that names the owner beside the row, as the catalogue's do."""
    foreign = books.foreign(key.target)
    named = {here: foreign[there] for here, there in zip(key.columns, key.targets, strict=True)}
    return _pointed(connection, key, books, named)


def _owner(key: ForeignKey, owner: UUID) -> dict[str, str]:
    column = key.columns[key.targets.index("stringer_id")]
    return {} if column == "stringer_id" else {column: str(owner)}


def _pointed(connection: Connection, key: ForeignKey, books: TwoBooks, changes: dict[str, str]) -> str:
    sets = ", ".join(f"{name} = %({name})s" for name in changes)
    own = {"mine": books.mine, "row": books.own(key.table, pointing=key.columns[-1])["id"]}
    try:
        with connection.transaction(force_rollback=True):
            here = "stringer_id = %(mine)s and id = %(row)s"
            connection.execute(f"update {key.table} set {sets} where {here}", {**changes, **own})
    except psycopg.errors.IntegrityError as error:
        return f"{error.sqlstate} {error.diag.constraint_name}"
    return "accepted"
