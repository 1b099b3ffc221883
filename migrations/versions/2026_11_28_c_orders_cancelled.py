"""Cancelled orders are a list of their own: one in a hundred, found without a look at the others."""

from __future__ import annotations

from migrations.indexes import build, drop

revision = "2026_11_28_c_orders_cancelled"
down_revision = "2026_11_28_b_forgotten"


def upgrade() -> None:
    build("ix_orders_cancelled", "orders (stringer_id, number desc) where cancelled_at is not null")


def downgrade() -> None:
    drop("ix_orders_cancelled")
