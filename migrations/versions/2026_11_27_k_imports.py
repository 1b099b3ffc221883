"""A spreadsheet comes in as a whole: the file, its report, and which rows it made."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, policy, wall

revision = "2026_11_27_k_imports"
down_revision = "2026_11_27_j_erasure"

IMPORTS = """
create type import_source as enum ('v1');
create type import_state as enum ('reading', 'reported', 'writing', 'done', 'discarded', 'failed');
create table imports (
    stringer_id uuid not null,
    id uuid not null,
    source import_source not null,
    file_name text not null,
    sha256 text not null,
    content bytea,
    state import_state not null,
    choices jsonb default '{}' not null,
    report jsonb,
    fault text,
    actor text not null,
    done_at timestamptz,
    created_at timestamptz default now() not null,
    version integer default 1 not null,
    constraint pk_imports primary key (stringer_id, id),
    constraint fk_imports_stringer_id foreign key(stringer_id) references stringers (id),
    constraint ck_imports_content_fits check (octet_length(content) <= 5242880),
    constraint ck_imports_has_content check (state in ('done', 'discarded', 'failed') or content is not null),
    constraint ck_imports_fails_for_a_reason check ((state = 'failed') = (fault is not null)),
    constraint ck_imports_done_is_reported check (state <> 'done' or report is not null)
)
"""

IMPORTED_ROWS = """
create table imported_rows (
    stringer_id uuid not null,
    id uuid not null,
    import_id uuid not null,
    client_id uuid,
    racket_id uuid,
    order_id uuid,
    made_version integer not null,
    created_at timestamptz default now() not null,
    constraint pk_imported_rows primary key (stringer_id, id),
    constraint fk_imported_rows_stringer_id foreign key(stringer_id) references stringers (id),
    constraint fk_imported_rows_stringer_id_import_id foreign key(stringer_id, import_id) references imports (stringer_id, id),
    constraint fk_imported_rows_stringer_id_client_id foreign key(stringer_id, client_id) references client_profiles (stringer_id, id),
    constraint fk_imported_rows_stringer_id_racket_id foreign key(stringer_id, racket_id) references rackets (stringer_id, id),
    constraint fk_imported_rows_stringer_id_order_id foreign key(stringer_id, order_id) references orders (stringer_id, id),
    constraint ck_imported_rows_is_one_thing check (num_nonnulls(client_id, racket_id, order_id) = 1)
);
create index ix_imported_rows_import on imported_rows (stringer_id, import_id);
create unique index uq_imported_rows_client on imported_rows (stringer_id, client_id);
create unique index uq_imported_rows_racket on imported_rows (stringer_id, racket_id);
create unique index uq_imported_rows_order on imported_rows (stringer_id, order_id)
"""

CHANGING = "content, state, choices, report, fault, actor, done_at, version"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(IMPORTS)
    op.execute(IMPORTED_ROWS)
    wall("imports", commands=("select", "insert"))
    policy("imports", "update", "rbo_app", MINE)
    op.execute(f"grant update ({CHANGING}) on imports to rbo_app")
    wall("imported_rows", commands=("select", "insert"))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table imported_rows")
    op.execute("drop table imports")
    op.execute("drop type import_state, import_source")
