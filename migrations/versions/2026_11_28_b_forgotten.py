"""An erasure reaches the answers that are kept for programs, and what admins wrote as a reason: both only blanked."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy

revision = "2026_11_28_b_forgotten"
down_revision = "2026_11_28_a_given_up"

FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"
OVER = f"created_at < now() - interval '7 days' or {FINALIZED}"
BLANK = {"form_keys": ("answer", "answer = '{}'"), "admin_audit_log": ("reason", "reason = ''")}


def upgrade() -> None:
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    _see_form_keys("true")
    op.execute("grant select (answer) on form_keys to rbo_system")
    for table, (column, blank) in BLANK.items():
        policy(table, "update", "rbo_system", "true", blank)
        op.execute(f"grant update ({column}) on {table} to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    for table, (column, _blank) in BLANK.items():
        op.execute(f"revoke update ({column}) on {table} from rbo_system")
        op.execute(f"drop policy {table}_system_update on {table}")
    op.execute("revoke select (answer) on form_keys from rbo_system")
    _see_form_keys(OVER)


def _see_form_keys(rule: str) -> None:
    op.execute("drop policy form_keys_system_select on form_keys")
    policy("form_keys", "select", "rbo_system", rule)
