"""A person can be erased in every book at once; the system role reaches the columns that name somebody, and no more."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy

revision = "2026_11_27_j_erasure"
down_revision = "2026_11_27_i_order_links"

PERSONAL = "display_first_name, display_last_name, phone, default_locale, notification_prefs, deleted_at, scrubbed_at"
ENTERED = """entered_first_name, entered_last_name, entered_email, entered_phone, entered_locale, nickname,
    internal_notes, default_tension_memo, archived_at, search, version"""
REACHED = {
    "orders": "id, client_id, number, receipt_id, strung_at",
    "rackets": "id, client_id, label",
    "receipts": "id, year, seq, created_at",
    "receipt_emissions": "id, receipt_id, outbox_id, created_at",
}
BLANKED = {
    "orders": "comments, updated_at, version",
    "rackets": "serial, instance_id, version",
    "receipt_emissions": "recipient, snapshot",
}


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(f"grant update ({PERSONAL}) on persons to rbo_system")
    op.execute(f"grant update ({ENTERED}) on client_profiles to rbo_system")
    for table, columns in REACHED.items():
        policy(table, "select", "rbo_system", "true")
        op.execute(f"grant select (stringer_id, {columns}) on {table} to rbo_system")
    for table, columns in BLANKED.items():
        policy(table, "update", "rbo_system", "true")
        op.execute(f"grant select ({columns}), update ({columns}) on {table} to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in BLANKED:
        op.execute(f"drop policy {table}_system_update on {table}")
    for table in REACHED:
        op.execute(f"drop policy {table}_system_select on {table}")
        op.execute(f"revoke all on {table} from rbo_system")
    op.execute(f"revoke update ({ENTERED}) on client_profiles from rbo_system")
    op.execute(f"revoke update ({PERSONAL}) on persons from rbo_system")
