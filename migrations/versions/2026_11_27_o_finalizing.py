"""A book can end: the system role clears the rows of finalized stringers, and of nobody else."""

from __future__ import annotations

from alembic import op

from migrations.wall import HOUSE, policy

revision = "2026_11_27_o_finalizing"
down_revision = "2026_11_27_n_suspension"

FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"
WAITS = (
    "exists (select from catalogue_submissions waiting where waiting.status = 'pending'"
    " and waiting.stringer_id = {0}.stringer_id and waiting.{1} = {0}.id)"
)
WERE = {
    "exports": "expires_at < now()",
    "form_keys": "created_at < now() - interval '7 days'",
    "notifications": "acting_person_id is not null",
    "racket_models": f"stringer_id = '{HOUSE}' or {WAITS.format('racket_models', 'racket_model_id')}",
    "string_models": f"stringer_id = '{HOUSE}' or {WAITS.format('string_models', 'string_model_id')}",
}
UNSEEN = {
    "imported_rows": "id",
    "imports": "id",
    "order_batches": "id",
    "order_counters": "last",
    "order_links": "id",
    "order_state_audit": "id",
    "receipt_counters": "year",
}
SEEN = (
    "catalogue_submissions",
    "order_shares",
    "orders",
    "outbox",
    "rackets",
    "receipt_emissions",
    "receipts",
    "share_audit",
)
LEFT = """email, phone, logo, iban, receipt_thankyou_text,
    display_name, business_name, street, house_number, postal_code, town"""
JOINED = {
    "orders": "racket_id, redo_of, main_string_owner, main_string_id, cross_string_owner, cross_string_id",
    "rackets": "model_owner, model_id",
}
ADDRESSES = ("order_shares", "person_stringer_share")


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table, rule in WERE.items():
        _see(table, f"{rule} or {FINALIZED}")
    for table, column in UNSEEN.items():
        policy(table, "select", "rbo_system", FINALIZED)
        op.execute(f"grant select (stringer_id, {column}) on {table} to rbo_system")
    for table in (*WERE, *UNSEEN, *SEEN):
        rule = f"{WERE[table]} or {FINALIZED}" if table == "form_keys" else FINALIZED
        if table == "form_keys":
            op.execute("drop policy form_keys_system_delete on form_keys")
        policy(table, "delete", "rbo_system", rule)
        op.execute(f"grant delete on {table} to rbo_system")
    for table, columns in JOINED.items():
        op.execute(f"grant select ({columns}) on {table} to rbo_system")
    for table in ADDRESSES:
        op.execute(f"grant update (grantee_email) on {table} to rbo_system")
    op.execute(f"grant update ({LEFT}) on stringers to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(f"revoke update ({LEFT}) on stringers from rbo_system")
    for table in ADDRESSES:
        op.execute(f"revoke update (grantee_email) on {table} from rbo_system")
    for table, columns in JOINED.items():
        op.execute(f"revoke select ({columns}) on {table} from rbo_system")
    for table in (*WERE, *UNSEEN, *SEEN):
        op.execute(f"drop policy {table}_system_delete on {table}")
        if table != "form_keys":
            op.execute(f"revoke delete on {table} from rbo_system")
    policy("form_keys", "delete", "rbo_system", WERE["form_keys"])
    for table, column in UNSEEN.items():
        op.execute(f"revoke select (stringer_id, {column}) on {table} from rbo_system")
        op.execute(f"drop policy {table}_system_select on {table}")
    for table, rule in WERE.items():
        _see(table, rule)


def _see(table: str, rule: str) -> None:
    op.execute(f"drop policy {table}_system_select on {table}")
    policy(table, "select", "rbo_system", rule)
