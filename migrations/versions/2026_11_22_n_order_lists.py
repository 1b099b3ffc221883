"""The list of orders walks along an index whatever narrows it: what is not done, days, the strings by name."""

from __future__ import annotations

from alembic import op

revision = "2026_11_22_n_order_lists"
down_revision = "2026_11_22_m_last_strung"

INDEXES = """
create index ix_orders_unfinished on orders (stringer_id, number desc) where strung_at is null or returned_at is null or paid_at is null;
create index ix_orders_ordered on orders (stringer_id, ordered_at desc nulls last, number desc);
create index ix_orders_mains on orders (stringer_id, main_label, number desc);
create index ix_orders_crosses on orders (stringer_id, cross_label, number desc) where cross_label <> main_label
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(INDEXES)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop index ix_orders_unfinished, ix_orders_ordered, ix_orders_mains, ix_orders_crosses")
