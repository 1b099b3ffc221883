"""Files that a stringer asked for: made behind the page, there for seven days."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, policy, wall

revision = "2026_11_27_g_exports"
down_revision = "2026_11_27_f_moderation"

EXPORTS = """
create type export_format as enum ('xlsx', 'json', 'zip');
create table exports (
    stringer_id uuid not null,
    id uuid not null,
    format export_format not null,
    key text not null,
    outbox_id uuid not null,
    size bigint,
    sha256 text,
    finished_at timestamptz,
    expires_at timestamptz not null,
    removed_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_exports primary key (stringer_id, id),
    constraint fk_exports_stringer_id_outbox_id foreign key(stringer_id, outbox_id) references outbox (stringer_id, id),
    constraint ck_exports_is_whole_or_not_there check (num_nulls(size, sha256, finished_at) in (0, 3)),
    constraint fk_exports_stringer_id foreign key(stringer_id) references stringers (id)
);
create index ix_exports_expires_at on exports (expires_at) where removed_at is null
"""
IS_OVER = "expires_at < now()"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(EXPORTS)
    wall("exports", commands=("select", "insert"))
    policy("exports", "update", "rbo_app", MINE)
    op.execute("grant update (size, sha256, finished_at, expires_at) on exports to rbo_app")
    policy("exports", "select", "rbo_system", IS_OVER)
    policy("exports", "update", "rbo_system", IS_OVER)
    op.execute("grant select, update (removed_at) on exports to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table exports")
    op.execute("drop type export_format")
