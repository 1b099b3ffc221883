"""A client without an account sees one order by a link that nobody can guess; only its hash is kept."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, policy, wall

revision = "2026_11_27_i_order_links"
down_revision = "2026_11_27_h_catalogue_imports"

ORDER_LINKS = """
create type order_link_kind as enum ('client', 'label');
create table order_links (
    stringer_id uuid not null,
    id uuid not null,
    order_id uuid not null,
    kind order_link_kind not null,
    token_hash text not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_order_links primary key (stringer_id, id),
    constraint fk_order_links_stringer_id foreign key (stringer_id) references stringers (id),
    constraint fk_order_links_stringer_id_order_id foreign key (stringer_id, order_id) references orders (stringer_id, id) on delete cascade,
    constraint uq_order_links_stringer_id_token_hash unique (stringer_id, token_hash)
);
create index ix_order_links_order on order_links (stringer_id, order_id)
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(ORDER_LINKS)
    wall("order_links", commands=("select", "insert"))
    policy("order_links", "update", "rbo_app", MINE)
    op.execute("grant update (revoked_at) on order_links to rbo_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table order_links")
    op.execute("drop type order_link_kind")
