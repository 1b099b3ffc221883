"""The page of an order finds its redo, and the instrument that was last in hand, without reading the book."""

from __future__ import annotations

from alembic import op

revision = "2026_11_22_h_redo"
down_revision = "2026_11_22_g_orders"

INDEXES = """
create index ix_orders_redo on orders (stringer_id, redo_of) where redo_of is not null;
create index ix_orders_measured on orders (stringer_id, number desc) where dynamic_tension_instrument <> ''
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(INDEXES)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop index ix_orders_redo, ix_orders_measured")
