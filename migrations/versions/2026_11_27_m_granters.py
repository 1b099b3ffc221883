"""A grant is the only one of its granter: after a job changed hands, its new client may let the same stringer look."""

from __future__ import annotations

from alembic import op

revision = "2026_11_27_m_granters"
down_revision = "2026_11_27_l_merging"

LIVE = "where ended_at is null"
BY_GRANTER = f"""
drop index uq_order_shares_email, uq_order_shares_grantee;
create unique index uq_order_shares_email on order_shares (stringer_id, order_id, coalesce(person_id, stringer_id), lower(grantee_email)) {LIVE};
create unique index uq_order_shares_grantee on order_shares (stringer_id, order_id, coalesce(person_id, stringer_id), grantee_id) {LIVE}
"""
BY_KIND = f"""
drop index uq_order_shares_email, uq_order_shares_grantee;
create unique index uq_order_shares_email on order_shares (stringer_id, order_id, granter_kind, lower(grantee_email)) {LIVE};
create unique index uq_order_shares_grantee on order_shares (stringer_id, order_id, granter_kind, grantee_id) {LIVE}
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(BY_GRANTER)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(BY_KIND)
