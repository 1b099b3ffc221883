"""The tenant root and the human: everything else refers to them."""

from __future__ import annotations

from alembic import op

from migrations.wall import wall

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


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(STRINGERS)
    op.execute(PERSONS)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table persons")
    op.execute("drop table stringers")
    op.execute("drop type stringer_role, stringer_status, locale, tension_unit, created_by_kind")
