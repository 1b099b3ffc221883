"""An erasure reaches files and links too, and a person is told where a stringer has their data from."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy

revision = "2026_11_27_q_remains"
down_revision = "2026_11_27_p_retention"

FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"
OVER = "expires_at < now()"
MONTH_OVER = "least(expires_at, revoked_at) < now() - interval '30 days'"
MONTH_OLD = "created_at < now() - interval '30 days'"
SEEN = {
    "exports": f"{OVER} or {FINALIZED}",
    "imported_rows": FINALIZED,
    "imports": f"{FINALIZED} or {MONTH_OLD}",
    "order_links": f"{FINALIZED} or {MONTH_OVER}",
}
ABANDONED = (f"{MONTH_OLD} and state in ('reading', 'reported', 'failed')", "state = 'discarded'")
READ = {
    "imported_rows": "import_id, client_id",
    "imports": "source, file_name, choices",
    "order_links": "order_id",
}
CHANGED = {
    "exports": "expires_at",
    "imports": "file_name, choices",
    "order_links": "expires_at",
}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in SEEN:
        _replace(table, "select", "true")
    for table in ("exports", "imports"):
        _replace(table, "update", "true")
    policy("order_links", "update", "rbo_system", "true")
    for table, columns in READ.items():
        op.execute(f"grant select ({columns}) on {table} to rbo_system")
    for table, columns in CHANGED.items():
        op.execute(f"grant update ({columns}) on {table} to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table, columns in CHANGED.items():
        op.execute(f"revoke update ({columns}) on {table} from rbo_system")
    for table, columns in READ.items():
        op.execute(f"revoke select ({columns}) on {table} from rbo_system")
    op.execute("drop policy order_links_system_update on order_links")
    _replace("imports", "update", *ABANDONED)
    _replace("exports", "update", OVER)
    for table, rule in SEEN.items():
        _replace(table, "select", rule)


def _replace(table: str, command: str, rule: str, check: str = "") -> None:
    op.execute(f"drop policy {table}_system_{command} on {table}")
    policy(table, command, "rbo_system", rule, check)
