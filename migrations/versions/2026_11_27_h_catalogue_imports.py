"""Rows of foreign catalogues wait for an admin before everybody sees them; no stringer's book holds them."""

from __future__ import annotations

from alembic import op

from migrations.wall import force, policy

revision = "2026_11_27_h_catalogue_imports"
down_revision = "2026_11_27_g_exports"

CATALOGUE_IMPORTS = """
create type import_status as enum ('staged', 'promoted', 'matched', 'rejected');
create table catalogue_imports (
    id uuid not null,
    catalogue_kind catalogue_kind not null,
    source_name text not null,
    source_external_id text not null,
    content_hash text not null,
    content jsonb not null,
    status import_status default 'staged' not null,
    matched_id uuid,
    reviewer_id uuid,
    reviewed_at timestamptz,
    notes text default '' not null,
    created_at timestamptz default now() not null,
    constraint pk_catalogue_imports primary key (id),
    constraint uq_catalogue_imports_content unique (source_name, source_external_id, content_hash),
    constraint fk_catalogue_imports_reviewer_id foreign key(reviewer_id) references stringers (id),
    constraint ck_catalogue_imports_decided_by_somebody check ((status = 'staged') = (reviewer_id is null) and (status = 'staged') = (reviewed_at is null)),
    constraint ck_catalogue_imports_matched_with_something check ((status = 'matched') = (matched_id is not null))
);
create index ix_catalogue_imports_staged on catalogue_imports (id) where status = 'staged'
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(CATALOGUE_IMPORTS)
    force("catalogue_imports")
    for command in ("select", "insert", "update"):
        policy("catalogue_imports", command, "rbo_system", "true")
    op.execute(
        "grant select, insert, update (status, matched_id, reviewer_id, reviewed_at, notes)"
        " on catalogue_imports to rbo_system"
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table catalogue_imports")
    op.execute("drop type import_status")
