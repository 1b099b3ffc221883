"""Every look through a grant is a line of its own, so that it can be traced to its request."""

from __future__ import annotations

from alembic import op

from migrations.indexes import drop

revision = "2026_11_28_e_every_look"
down_revision = "2026_11_28_d_reports"

ONCE = {
    "uq_share_audit_job_read": ("stringer_id, order_share_id, quarter_hour", "order_share_id"),
    "uq_share_audit_person_read": ("person_share_id, quarter_hour", "person_share_id"),
}
BUT_THE_FIRST = """
    delete from share_audit where id in (select id from (
        select id, row_number() over (partition by order_share_id, person_share_id, quarter_hour order by id) as place
        from share_audit where deed = 'read') as look where place > 1)
"""


def upgrade() -> None:
    for name in ONCE:
        drop(name)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table share_audit no force row level security")
    op.execute(BUT_THE_FIRST)
    op.execute("alter table share_audit force row level security")
    for name, (columns, of) in ONCE.items():
        op.execute(
            f"create unique index {name} on share_audit ({columns}) where deed = 'read' and {of} is not null"
        )
