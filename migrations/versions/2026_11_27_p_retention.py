"""What nobody needs any more goes by itself: the system role reaches rows that are over, and no others."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy

revision = "2026_11_27_p_retention"
down_revision = "2026_11_27_o_finalizing"

FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"
MONTH_OVER = "least(expires_at, revoked_at) < now() - interval '30 days'"
GOES = {
    "exports": "removed_at < now() - interval '90 days'",
    "notifications": "created_at < now() - interval '1 year'",
    "order_links": MONTH_OVER,
    "order_shares": "ended_at < now() - interval '2 years'",
    "outbox": "done_at < now() - interval '90 days'",
    "receipt_emissions": "created_at < date_trunc('year', now()) - interval '10 years'",
    "share_audit": "created_at < now() - interval '2 years'",
}
GOES_TOO = {
    "logins": "least(ended_at, last_seen_at) < now() - interval '30 days'",
    "person_stringer_share": "ended_at < now() - interval '2 years'",
}
ABANDONED = "created_at < now() - interval '30 days' and state in ('reading', 'reported', 'failed')"
SEEN = {
    "imports": (FINALIZED, f"{FINALIZED} or created_at < now() - interval '30 days'"),
    "notifications": (
        f"acting_person_id is not null or {FINALIZED}",
        f"acting_person_id is not null or {FINALIZED} or {GOES['notifications']}",
    ),
    "order_links": (FINALIZED, f"{FINALIZED} or {MONTH_OVER}"),
}
READ = {
    "imports": "state, content, report, fault, created_at, version",
    "notifications": "created_at",
    "order_links": "expires_at, revoked_at",
}
LET_GO = "state, content, report, fault, version"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table, (_was, rule) in SEEN.items():
        _replace(table, "select", rule)
        op.execute(f"grant select ({READ[table]}) on {table} to rbo_system")
    for table, rule in GOES.items():
        _replace(table, "delete", f"{FINALIZED} or {rule}")
    for table, rule in GOES_TOO.items():
        policy(table, "delete", "rbo_system", rule)
        op.execute(f"grant delete on {table} to rbo_system")
    policy("imports", "update", "rbo_system", ABANDONED, "state = 'discarded'")
    op.execute(f"grant update ({LET_GO}) on imports to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(f"revoke update ({LET_GO}) on imports from rbo_system")
    op.execute("drop policy imports_system_update on imports")
    for table in GOES_TOO:
        op.execute(f"revoke delete on {table} from rbo_system")
        op.execute(f"drop policy {table}_system_delete on {table}")
    for table in GOES:
        _replace(table, "delete", FINALIZED)
    for table, (was, _rule) in SEEN.items():
        op.execute(f"revoke select ({READ[table]}) on {table} from rbo_system")
        _replace(table, "select", was)


def _replace(table: str, command: str, rule: str) -> None:
    op.execute(f"drop policy {table}_system_{command} on {table}")
    policy(table, command, "rbo_system", rule)
