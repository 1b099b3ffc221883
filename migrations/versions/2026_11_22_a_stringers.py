"""The tenant root and the human: everything else refers to them."""

from __future__ import annotations

from alembic import op

from migrations.wall import HOUSE, force, lookup, policy, wall

revision = "2026_11_22_a_stringers"
down_revision = None

STRINGERS = """
create type stringer_role as enum ('stringer', 'admin');
create type stringer_status as enum ('invited', 'active', 'deactivated', 'finalized');
create type locale as enum ('en', 'de');
create type tension_unit as enum ('kg', 'lb');
create table stringers (
    id uuid not null,
    email text not null,
    gotrue_user_id uuid,
    role stringer_role not null,
    status stringer_status not null,
    display_name text,
    business_name text default '' not null,
    street text default '' not null,
    house_number text default '' not null,
    postal_code text default '' not null,
    town text default '' not null,
    country text default 'CH' not null,
    phone text default '' not null,
    logo bytea,
    default_locale locale default 'en' not null,
    timezone text default 'Europe/Zurich' not null,
    currency text default 'CHF' not null,
    default_tension_unit tension_unit default 'kg' not null,
    default_labour_price numeric(10, 2) default '25.00' not null,
    receipt_thankyou_text jsonb default '{}' not null,
    iban text default '' not null,
    created_at timestamptz default now() not null,
    constraint pk_stringers primary key (id),
    constraint ck_stringers_display_name_fits check (char_length(display_name) between 1 and 80),
    constraint ck_stringers_logo_fits check (octet_length(logo) <= 200000),
    constraint ck_stringers_labour_is_not_negative check (default_labour_price >= 0),
    constraint ck_stringers_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint uq_stringers_gotrue_user_id unique (gotrue_user_id)
);
create unique index uq_stringers_email on stringers (lower(email))
"""

PERSONS = """
create type created_by_kind as enum ('stringer', 'person', 'admin');
create table persons (
    id uuid not null,
    display_first_name text,
    display_last_name text,
    email text,
    email_verified_at timestamptz,
    gotrue_user_id uuid,
    phone text,
    default_locale text,
    notification_prefs jsonb default '{}' not null,
    claim_token text,
    merged_into uuid,
    created_by_kind created_by_kind not null,
    created_by_id uuid,
    created_at timestamptz default now() not null,
    deleted_at timestamptz,
    scrubbed_at timestamptz,
    constraint pk_persons primary key (id),
    constraint uq_persons_gotrue_user_id unique (gotrue_user_id),
    constraint uq_persons_claim_token unique (claim_token),
    constraint fk_persons_merged_into foreign key(merged_into) references persons (id)
);
create index ix_persons_created_by_id on persons (created_by_id);
create unique index uq_persons_verified_email on persons (lower(email)) where email_verified_at is not null
"""

FORM_KEYS = """
create table form_keys (
    stringer_id uuid not null,
    id uuid not null,
    body_hash text not null,
    address text,
    created_at timestamptz default now() not null,
    constraint pk_form_keys primary key (stringer_id, id),
    constraint fk_form_keys_stringer_id foreign key(stringer_id) references stringers (id)
)
"""

WHO = """
create function current_{who}() returns uuid language sql stable as
    $$ select nullif(current_setting('app.{who}_id', true), '')::uuid $$
"""

PROFILE = """display_name, business_name, street, house_number, postal_code, town, country, phone, logo,
    default_locale, timezone, currency, default_tension_unit, default_labour_price, receipt_thankyou_text, iban"""
PERSONAL = "display_first_name, display_last_name, phone, default_locale, notification_prefs"
UNCLAIMED = (
    "num_nonnulls(email_verified_at, gotrue_user_id, claim_token, merged_into, deleted_at, scrubbed_at) = 0"
)
IS_OLD = "created_at < now() - interval '7 days'"
MADE_HERE = "created_by_kind = 'stringer' and created_by_id = (select current_stringer())"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for who in ("stringer", "person"):
        op.execute(WHO.format(who=who))
    op.execute(STRINGERS)
    op.execute(
        "insert into stringers (id, email, role, status, display_name)"
        f" values ('{HOUSE}', 'house@rbo.invalid', 'stringer', 'active', 'RBO')"
    )
    op.execute(PERSONS)
    op.execute(FORM_KEYS)
    _wall_stringers()
    _wall_persons()
    _wall_form_keys()
    lookup(
        "find_verified_person(wanted text)",
        "uuid",
        "select id from persons where email_verified_at is not null and merged_into is null"
        " and lower(email) = lower(wanted)",
    )
    lookup(
        "may_link(person uuid, entered text)",
        "boolean",
        f"select exists (select from persons where id = person and (({MADE_HERE} and gotrue_user_id is null)"
        " or (email_verified_at is not null and lower(email) = lower(entered))))",
    )


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop function may_link(uuid, text), find_verified_person(text)")
    op.execute("drop table form_keys")
    op.execute("drop table persons")
    op.execute("drop table stringers")
    op.execute("drop function current_stringer(), current_person()")
    op.execute("drop type stringer_role, stringer_status, locale, tension_unit, created_by_kind")


def _wall_stringers() -> None:
    force("stringers")
    for command in ("select", "update"):
        policy("stringers", command, "rbo_app", "id = (select current_stringer())")
    op.execute(f"grant select, update ({PROFILE}) on stringers to rbo_app")
    policy("stringers", "select", "rbo_system", "true")
    policy("stringers", "insert", "rbo_system", f"id <> '{HOUSE}'")
    policy("stringers", "update", "rbo_system", f"id <> '{HOUSE}'")
    op.execute("grant select, insert, update (gotrue_user_id, role, status) on stringers to rbo_system")
    policy("stringers", "select", "rbo_lookup", "true")
    op.execute("grant select on stringers to rbo_lookup")


def _wall_form_keys() -> None:
    wall("form_keys")
    for command in ("select", "delete"):
        policy("form_keys", command, "rbo_system", IS_OLD)
    op.execute("grant select, delete on form_keys to rbo_system")


def _wall_persons() -> None:
    force("persons")
    policy(
        "persons",
        "select",
        "rbo_app",
        f"({MADE_HERE} and gotrue_user_id is null) or id = (select current_person())",
    )
    policy("persons", "insert", "rbo_app", f"{MADE_HERE} and {UNCLAIMED}")
    policy("persons", "update", "rbo_app", "id = (select current_person())")
    op.execute(f"grant select, insert, update ({PERSONAL}) on persons to rbo_app")
    policy("persons", "select", "rbo_lookup", "true")
    op.execute("grant select on persons to rbo_lookup")
