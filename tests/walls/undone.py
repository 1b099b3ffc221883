"""An import in the middle of being undone, and what the system role may let go then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import psycopg

from rbo.platform.ids import new_id

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]
COUNTS = {"order_counters": ("orders", "number"), "receipt_counters": ("receipts", "seq")}
MADE = {
    "orders": ("order_id", "id"),
    "rackets": ("racket_id", "id"),
    "order_state_audit": ("order_id", "order_id"),
}
GO = (*MADE, "receipts", "persons")
UNDONE = """
insert into imports (stringer_id, id, source, file_name, sha256, state, report, actor, done_at, undone_at)
    values (%(mine)s, %(id)s, 'v1', 'old.xlsx', '', 'done', '{}', 'system', now(), now());
insert into imported_rows (stringer_id, id, import_id, order_id, made_version)
    select stringer_id, gen_random_uuid(), %(id)s, id, version from orders
    where stringer_id = %(mine)s and number = 99;
insert into imported_rows (stringer_id, id, import_id, racket_id, made_version)
    select stringer_id, gen_random_uuid(), %(id)s, id, version from rackets
    where stringer_id = %(mine)s and label = 'Blade';
insert into order_state_audit (stringer_id, id, order_id, step, became, actor, request_id)
    select stringer_id, %(id)s, id, 'strung', current_date, 'system', '' from orders
    where stringer_id = %(mine)s and number = 99;
insert into receipts (stringer_id, id, year, seq)
    select stringer_id, %(id)s, year, 9999 from receipt_counters where stringer_id = %(mine)s;
update order_counters set last = 99;
update orders set number = 199 where stringer_id = %(theirs)s and number = 99;
insert into persons (id, display_first_name, created_by_kind, created_by_id)
    values (%(id)s, 'Nobody', 'stringer', %(mine)s)
"""


def put_undone(connection: psycopg.Connection[Any], mine: UUID, theirs: UUID) -> None:
    """All of the import is still there; a receipt and a person that nothing leads to; numbers ahead."""
    names = {"mine": mine, "theirs": theirs, "id": new_id()}
    for statement in UNDONE.split(";"):
        connection.execute(statement, names)


def lets(command: str, table: str, row: Row, rows: Rows) -> bool:
    """Whether undoing is no reason against it."""
    if table in COUNTS and command == "update":
        return bool(row["last"] >= _highest(table, row, rows))
    return command != "delete" or _may_go(table, row, rows)


def _highest(table: str, row: Row, rows: Rows) -> int:
    used, number = COUNTS[table]
    series = [key for key in ("stringer_id", "year") if key in row]
    return max((one[number] for one in rows[used] if all(one[key] == row[key] for key in series)), default=0)


def _undone(rows: Rows) -> set[str]:
    return {one["id"] for one in rows["imports"] if one["undone_at"]}


def _may_go(table: str, row: Row, rows: Rows) -> bool:
    if table in MADE:
        made, key = MADE[table]
        undone = _undone(rows)
        of_it = [one for one in rows["imported_rows"] if one["import_id"] in undone and one[made] == row[key]]
        is_as_made = all(one["made_version"] == row.get("version", one["made_version"]) for one in of_it)
        return (
            bool(of_it) and is_as_made and row["id"] not in {one["order_id"] for one in rows["order_links"]}
        )
    if table == "receipts":
        return row["id"] not in {one["receipt_id"] for one in rows["orders"]}
    if table == "persons":
        is_nobodys = row["gotrue_user_id"] is None and row["email_verified_at"] is None
        known = {one["person_id"] for one in rows["client_profiles"]}
        return is_nobodys and row["created_by_kind"] == "stringer" and row["id"] not in known
    return True
