"""Several orders moved together are one deed: what became of each, and whether it was taken back."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, policy, wall

revision = "2026_11_22_k_batches"
down_revision = "2026_11_22_j_settings"

BATCHES = """
create table order_batches (
    stringer_id uuid not null,
    id uuid not null,
    step order_step not null,
    day date not null,
    fates jsonb not null,
    created_at timestamptz default now() not null,
    constraint pk_order_batches primary key (stringer_id, id),
    constraint fk_order_batches_stringer_id foreign key(stringer_id) references stringers (id)
)
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(BATCHES)
    wall("order_batches", commands=("select", "insert"))
    policy("order_batches", "update", "rbo_app", MINE)
    op.execute("grant update (fates) on order_batches to rbo_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table order_batches")
