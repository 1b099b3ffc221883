"""Who is shown a job is found by the job: a client with thousands of them was merged for a quarter of a minute."""

from __future__ import annotations

from migrations.indexes import build, drop

revision = "2026_11_28_f_shares_of_orders"
down_revision = "2026_11_28_e_every_look"


def upgrade() -> None:
    build("ix_order_shares_order_id", "order_shares (stringer_id, order_id)")


def downgrade() -> None:
    drop("ix_order_shares_order_id")
