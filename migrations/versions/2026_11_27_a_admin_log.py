"""What admins do beyond their own book is written down where nobody can take it away."""

from __future__ import annotations

from alembic import op

from migrations.wall import force, policy

revision = "2026_11_27_a_admin_log"
down_revision = "2026_11_22_n_order_lists"

ADMIN_AUDIT_LOG = """
create table admin_audit_log (
    id uuid not null,
    actor text not null,
    deed text not null,
    stringer_id uuid,
    person_id uuid,
    reason text default '' not null,
    request_id text default '' not null,
    detail jsonb default '{}' not null,
    created_at timestamptz default now() not null,
    constraint pk_admin_audit_log primary key (id),
    constraint ck_admin_audit_log_reason_fits check (char_length(reason) <= 500)
);
create index ix_admin_audit_log_stringer_id on admin_audit_log (stringer_id);
create index ix_admin_audit_log_person_id on admin_audit_log (person_id)
"""

BY_ME = "actor = 'stringer:' || (select current_stringer())"
ABOUT_ME = "stringer_id = (select current_stringer())"


def upgrade() -> None:
    """The acting side writes, either side reads; the system role does both for whoever acts without a book."""
    op.execute("set local lock_timeout = '5s'")
    op.execute(ADMIN_AUDIT_LOG)
    force("admin_audit_log")
    policy("admin_audit_log", "select", "rbo_app", f"{BY_ME} or {ABOUT_ME}")
    policy("admin_audit_log", "insert", "rbo_app", BY_ME)
    for command in ("select", "insert"):
        policy("admin_audit_log", command, "rbo_system", "true")
    op.execute("grant select, insert on admin_audit_log to rbo_app, rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table admin_audit_log")
