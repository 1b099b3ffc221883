"""Receipt numbers without gaps, and a log of every letter."""

from __future__ import annotations

from alembic import op

from migrations.wall import wall

revision = "2026_11_22_f_receipts"
down_revision = "2026_11_22_e_clients"

RECEIPT_COUNTERS = """
create table receipt_counters (
    stringer_id uuid not null,
    year integer not null,
    last integer not null,
    constraint pk_receipt_counters primary key (stringer_id, year),
    constraint fk_receipt_counters_stringer_id foreign key(stringer_id) references stringers (id)
)
"""

RECEIPTS = """
create table receipts (
    stringer_id uuid not null,
    id uuid not null,
    year integer not null,
    seq integer not null,
    created_at timestamptz default now() not null,
    constraint pk_receipts primary key (stringer_id, id),
    constraint uq_receipts_stringer_id_year_seq unique (stringer_id, year, seq),
    constraint ck_receipts_seq_counts_from_one check (seq > 0),
    constraint fk_receipts_stringer_id foreign key(stringer_id) references stringers (id)
)
"""

RECEIPT_EMISSIONS = """
create type emission_cause as enum ('strung', 'restrung', 'edited', 'resent');
create type emission_skipped as enum ('no_address', 'not_wanted');
create table receipt_emissions (
    stringer_id uuid not null,
    id uuid not null,
    receipt_id uuid not null,
    cause emission_cause not null,
    locale locale not null,
    recipient text,
    snapshot jsonb not null,
    outbox_id uuid,
    skipped emission_skipped,
    created_at timestamptz default now() not null,
    constraint pk_receipt_emissions primary key (stringer_id, id),
    constraint fk_receipt_emissions_stringer_id_receipt_id foreign key(stringer_id, receipt_id) references receipts (stringer_id, id),
    constraint fk_receipt_emissions_stringer_id_outbox_id foreign key(stringer_id, outbox_id) references outbox (stringer_id, id),
    constraint ck_receipt_emissions_is_carried_or_skipped check ((outbox_id is null) <> (skipped is null)),
    constraint fk_receipt_emissions_stringer_id foreign key(stringer_id) references stringers (id)
);
create index ix_receipt_emissions_receipt on receipt_emissions (stringer_id, receipt_id, created_at)
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(RECEIPT_COUNTERS)
    op.execute(RECEIPTS)
    op.execute(RECEIPT_EMISSIONS)
    wall("receipt_counters", commands=("select", "insert", "update"))
    wall("receipts", commands=("select", "insert"))
    wall("receipt_emissions", commands=("select", "insert"))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table receipt_emissions")
    op.execute("drop table receipts")
    op.execute("drop table receipt_counters")
    op.execute("drop type emission_cause, emission_skipped")
