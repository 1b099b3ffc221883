"""A link says who made it and who revoked it, in which request; one that was revoked never lives again."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, policy

revision = "2026_11_27_r_links"
down_revision = "2026_11_27_q_remains"

BY_WHOM = """
alter table order_links
    add column actor text default '' not null, add column request_id text default '' not null,
    add column revoked_by text, add column revoked_request_id text;
update order_links set revoked_by = '', revoked_request_id = '' where revoked_at is not null;
alter table order_links
    alter column actor drop default, alter column request_id drop default,
    add constraint ck_order_links_says_who_revoked_it
        check (num_nonnulls(revoked_at, revoked_by, revoked_request_id) in (0, 3));
grant update (revoked_by, revoked_request_id) on order_links to rbo_app
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table order_links no force row level security")
    op.execute(BY_WHOM)
    op.execute("alter table order_links force row level security")
    op.execute("drop policy order_links_app_update on order_links")
    policy("order_links", "update", "rbo_app", f"{MINE} and revoked_at is null", MINE)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop policy order_links_app_update on order_links")
    policy("order_links", "update", "rbo_app", MINE)
    op.execute(
        "alter table order_links drop column actor, drop column request_id,"
        " drop column revoked_by, drop column revoked_request_id"
    )
