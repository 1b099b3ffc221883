"""Clients are listed by the day their last racket was strung, without reading every order."""

from __future__ import annotations

from alembic import op

revision = "2026_11_22_m_last_strung"
down_revision = "2026_11_22_l_racket_search"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(
        "create index ix_orders_last_strung on orders (stringer_id, client_id, strung_at desc) where strung_at is not null"
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop index ix_orders_last_strung")
