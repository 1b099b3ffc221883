"""Racket and string models, so that nobody types a frame twice."""

from __future__ import annotations

from alembic import op

from migrations.wall import HOUSE, policy, wall

revision = "2026_11_22_d_catalogue"
down_revision = "2026_11_22_c_identity"

RACKET_MODELS = """
create type sport as enum ('tennis', 'badminton', 'squash');
create type catalogue_visibility as enum ('catalogue_private', 'catalogue_shared');
create type catalogue_source as enum ('manual', 'imported', 'manual_edited_from_import');
create table racket_models (
    stringer_id uuid not null,
    id uuid not null,
    model text not null,
    year integer,
    head_size_in2 numeric(5, 1),
    pattern text,
    weight_g numeric(5, 1),
    weight_basis text,
    tension_min numeric(4, 1),
    tension_max numeric(4, 1),
    tension_unit tension_unit not null,
    sport sport,
    brand text not null,
    visibility catalogue_visibility not null,
    source catalogue_source not null,
    created_at timestamptz default now() not null,
    version integer default '1' not null,
    constraint pk_racket_models primary key (stringer_id, id),
    constraint ck_racket_models_head_size_is_plausible check (head_size_in2 between 30 and 160),
    constraint fk_racket_models_stringer_id foreign key(stringer_id) references stringers (id)
)
"""

STRING_MODELS = """
create table string_models (
    stringer_id uuid not null,
    id uuid not null,
    name text not null,
    gauge_mm numeric(3, 2),
    gauge_label text,
    material text,
    construction text,
    colour text,
    sport sport,
    brand text not null,
    visibility catalogue_visibility not null,
    source catalogue_source not null,
    created_at timestamptz default now() not null,
    version integer default '1' not null,
    constraint pk_string_models primary key (stringer_id, id),
    constraint ck_string_models_gauge_is_plausible check (gauge_mm between 0.4 and 2),
    constraint fk_string_models_stringer_id foreign key(stringer_id) references stringers (id)
)
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(RACKET_MODELS)
    op.execute(STRING_MODELS)
    for table in ("racket_models", "string_models"):
        wall(table, shared=True)
        for command in ("select", "insert"):
            policy(table, command, "rbo_system", f"stringer_id = '{HOUSE}'")
        op.execute(f"grant select, insert on {table} to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table string_models")
    op.execute("drop table racket_models")
    op.execute("drop type sport, catalogue_visibility, catalogue_source")
