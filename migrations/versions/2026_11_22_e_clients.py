"""Clients and their rackets, each in one stringer's book."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, policy, wall

revision = "2026_11_22_e_clients"
down_revision = "2026_11_22_d_catalogue"

CLIENT_PROFILES = """
create table client_profiles (
    stringer_id uuid not null,
    id uuid not null,
    person_id uuid not null,
    entered_first_name text default '' not null,
    entered_last_name text default '' not null,
    entered_email text default '' not null,
    entered_phone text default '' not null,
    entered_locale locale,
    nickname text default '' not null,
    internal_notes text default '' not null,
    default_tension_memo text default '' not null,
    is_self_for_stringer boolean default false not null,
    accepted_at timestamptz,
    archived_at timestamptz,
    search text default '' not null,
    created_at timestamptz default now() not null,
    version integer default '1' not null,
    constraint pk_client_profiles primary key (stringer_id, id),
    constraint uq_client_profiles_stringer_id_person_id unique (stringer_id, person_id),
    constraint fk_client_profiles_stringer_id foreign key(stringer_id) references stringers (id),
    constraint fk_client_profiles_person_id foreign key(person_id) references persons (id)
);
create index ix_client_profiles_by_name on client_profiles (stringer_id, search, id);
create index ix_client_profiles_person_id on client_profiles (person_id);
create unique index uq_client_profiles_self on client_profiles (stringer_id) where is_self_for_stringer
"""

RACKETS = """
create table rackets (
    stringer_id uuid not null,
    id uuid not null,
    client_id uuid not null,
    model_owner uuid,
    model_id uuid,
    label text not null,
    head_size_in2 numeric(5, 1),
    pattern text default '' not null,
    serial text default '' not null,
    instance_id text default '' not null,
    retired_at date,
    created_at timestamptz default now() not null,
    version integer default '1' not null,
    constraint pk_rackets primary key (stringer_id, id),
    constraint fk_rackets_stringer_id_client_id foreign key(stringer_id, client_id) references client_profiles (stringer_id, id),
    constraint fk_rackets_model_owner_model_id foreign key(model_owner, model_id) references racket_models (stringer_id, id) match full,
    constraint ck_rackets_model_owner_is_mine_or_house check (model_owner in (stringer_id, '00000000-0000-0000-0000-000000000000')),
    constraint uq_rackets_stringer_id_client_id_id unique (stringer_id, client_id, id),
    constraint fk_rackets_stringer_id foreign key(stringer_id) references stringers (id)
);
create unique index uq_rackets_instance_id on rackets (stringer_id, client_id, lower(instance_id)) where instance_id <> ''
"""

ACCEPTED = """
create policy persons_app_select_accepted on persons for select to rbo_app using (exists (
    select from client_profiles as profile
    where profile.person_id = persons.id and profile.accepted_at is not null
        and profile.stringer_id = (select current_stringer())
))
"""

EDITABLE = """entered_first_name, entered_last_name, entered_email, entered_phone, entered_locale, nickname,
    internal_notes, default_tension_memo, is_self_for_stringer, archived_at, search, version"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(CLIENT_PROFILES)
    op.execute(RACKETS)
    _wall_client_profiles()
    wall("rackets")
    op.execute(ACCEPTED)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop policy persons_app_select_accepted on persons")
    op.execute("drop table rackets")
    op.execute("drop table client_profiles")


def _wall_client_profiles() -> None:
    """Whose profile it is, and whether that person accepted, is not for the stringer to change."""
    wall("client_profiles", commands=("select", "delete"))
    linked = f"{MINE} and accepted_at is null and may_link(person_id, entered_email)"
    policy("client_profiles", "insert", "rbo_app", linked)
    policy("client_profiles", "update", "rbo_app", MINE)
    op.execute(f"grant insert, update ({EDITABLE}) on client_profiles to rbo_app")
