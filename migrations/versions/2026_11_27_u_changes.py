"""Whoever asks who changed what in their book is answered: one line for each row made, changed or deleted, for ever."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy, wall

revision = "2026_11_27_u_changes"
down_revision = "2026_11_27_t_tables"

CHANGES = """
create type change_deed as enum ('made', 'changed', 'deleted');
create table changes (
    stringer_id uuid not null,
    id uuid not null,
    noun text not null,
    row_id uuid not null,
    deed change_deed not null,
    columns jsonb not null,
    actor text not null,
    request_id text not null,
    created_at timestamptz default now() not null,
    constraint pk_changes primary key (stringer_id, id),
    constraint fk_changes_stringer_id foreign key(stringer_id) references stringers (id)
);
create index ix_changes_row on changes (stringer_id, row_id)
"""
FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(CHANGES)
    wall("changes", commands=("select", "insert"))
    for command in ("select", "delete"):
        policy("changes", command, "rbo_system", FINALIZED)
    op.execute("grant select (stringer_id, id), delete on changes to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table changes")
    op.execute("drop type change_deed")
