"""An import is undone: the system role takes out what it made, as long as it is as it was made, and winds numbers back."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy

revision = "2026_11_27_s_undoing"
down_revision = "2026_11_27_r_links"

FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"
MADE = {"client_id": "client_profiles", "racket_id": "rackets", "order_id": "orders"}
OF_UNDONE = """exists (select from imported_rows r join imports i on (i.stringer_id, i.id) = (r.stringer_id, r.import_id)
    where i.undone_at is not null and r.stringer_id = {0}.stringer_id and {1})"""
LINKED = (
    "exists (select from order_links l where l.stringer_id = orders.stringer_id and l.order_id = orders.id)"
)
AS_MADE = {
    "orders": "r.order_id = orders.id and r.made_version = orders.version",
    "rackets": "r.racket_id = rackets.id and r.made_version = rackets.version",
    "order_state_audit": "r.order_id = order_state_audit.order_id",
}
GOES = {
    "orders": f"({OF_UNDONE.format('orders', AS_MADE['orders'])} and not {LINKED})",
    "rackets": OF_UNDONE.format("rackets", AS_MADE["rackets"]),
    "order_state_audit": OF_UNDONE.format("order_state_audit", AS_MADE["order_state_audit"]),
    "receipts": """not exists (select from orders o
        where o.stringer_id = receipts.stringer_id and o.receipt_id = receipts.id)""",
}
NOBODYS = """created_by_kind = 'stringer' and gotrue_user_id is null and email_verified_at is null
    and not exists (select from client_profiles c where c.person_id = persons.id)"""
STILL_USED = {
    "order_counters": "select max(number) from orders o where o.stringer_id = order_counters.stringer_id",
    "receipt_counters": """select max(seq) from receipts r
        where r.stringer_id = receipt_counters.stringer_id and r.year = receipt_counters.year""",
}
SEEN = ("order_state_audit", *STILL_USED)
READ = {
    "imports": "undone_at",
    "imported_rows": "racket_id, order_id, made_version",
    "order_state_audit": "order_id",
    "receipt_counters": "last",
}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table imports add column undone_at timestamptz")
    op.execute(
        "alter table imports add constraint ck_imports_done_before_undone check (undone_at is null or state = 'done')"
    )
    _lead_to_made("on delete cascade")
    for table, columns in READ.items():
        op.execute(f"grant select ({columns}) on {table} to rbo_system")
    op.execute("grant update (undone_at) on imports to rbo_system")
    for table in SEEN:
        _replace(table, "select", "true")
    for table, rule in GOES.items():
        _replace(table, "delete", f"{FINALIZED} or {rule}")
    policy("persons", "delete", "rbo_system", NOBODYS)
    op.execute("grant delete on persons to rbo_system")
    for table, highest in STILL_USED.items():
        policy(table, "update", "rbo_system", f"last >= coalesce(({highest}), 0)")
        op.execute(f"grant update (last) on {table} to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in STILL_USED:
        op.execute(f"revoke update (last) on {table} from rbo_system")
        op.execute(f"drop policy {table}_system_update on {table}")
    op.execute("revoke delete on persons from rbo_system")
    op.execute("drop policy persons_system_delete on persons")
    for table in GOES:
        _replace(table, "delete", FINALIZED)
    for table in SEEN:
        _replace(table, "select", FINALIZED)
    op.execute("revoke update (undone_at) on imports from rbo_system")
    for table, columns in READ.items():
        op.execute(f"revoke select ({columns}) on {table} from rbo_system")
    _lead_to_made("")
    op.execute("alter table imports drop column undone_at")


def _lead_to_made(then: str) -> None:
    for column, table in MADE.items():
        key = f"fk_imported_rows_stringer_id_{column}"
        op.execute(
            f"alter table imported_rows drop constraint {key}, add constraint {key}"
            f" foreign key (stringer_id, {column}) references {table} (stringer_id, id) {then}"
        )


def _replace(table: str, command: str, rule: str) -> None:
    op.execute(f"drop policy {table}_system_{command} on {table}")
    policy(table, command, "rbo_system", rule)
