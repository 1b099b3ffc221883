"""The stringjob, its extras and the record of its moves."""

from __future__ import annotations

from alembic import op

from migrations.wall import wall

revision = "2026_11_22_g_orders"
down_revision = "2026_11_22_f_receipts"

ORDER_COUNTERS = """
create table order_counters (
    stringer_id uuid not null,
    last integer not null,
    constraint pk_order_counters primary key (stringer_id),
    constraint fk_order_counters_stringer_id foreign key(stringer_id) references stringers (id)
)
"""

ORDERS = """
create type order_kind as enum ('client', 'self');
create table orders (
    stringer_id uuid not null,
    id uuid not null,
    number integer not null,
    kind order_kind not null,
    client_id uuid not null,
    racket_id uuid not null,
    pattern text not null,
    tension_unit tension_unit not null,
    main_label text not null,
    main_string_owner uuid,
    main_string_id uuid,
    main_gauge_mm numeric(3, 2),
    main_gauge_label text not null,
    main_tension numeric(4, 1),
    main_colour text not null,
    main_price numeric(10, 2) not null,
    main_byo boolean not null,
    cross_label text not null,
    cross_string_owner uuid,
    cross_string_id uuid,
    cross_gauge_mm numeric(3, 2),
    cross_gauge_label text not null,
    cross_tension numeric(4, 1),
    cross_colour text not null,
    cross_price numeric(10, 2) not null,
    cross_byo boolean not null,
    labour_price numeric(10, 2) not null,
    currency text not null,
    pieces smallint,
    knots smallint,
    prestretch_pct smallint,
    machine_mode text not null,
    dynamic_tension numeric(5, 1),
    dynamic_tension_instrument text not null,
    comments text not null,
    ordered_at date,
    strung_at date,
    returned_at date,
    paid_at date,
    cancelled_at date,
    promised_for date,
    redo_of uuid,
    receipt_id uuid,
    legacy_ref text,
    created_at timestamptz default now() not null,
    updated_at timestamptz default now() not null,
    version integer default '1' not null,
    constraint pk_orders primary key (stringer_id, id),
    constraint uq_orders_stringer_id_number unique (stringer_id, number),
    constraint fk_orders_stringer_id_client_id foreign key(stringer_id, client_id) references client_profiles (stringer_id, id),
    constraint fk_orders_stringer_id_client_id_racket_id foreign key(stringer_id, client_id, racket_id) references rackets (stringer_id, client_id, id),
    constraint fk_orders_stringer_id_receipt_id foreign key(stringer_id, receipt_id) references receipts (stringer_id, id),
    constraint fk_orders_stringer_id_redo_of foreign key(stringer_id, redo_of) references orders (stringer_id, id),
    constraint fk_orders_main_string_owner_main_string_id foreign key(main_string_owner, main_string_id) references string_models (stringer_id, id) match full,
    constraint ck_orders_main_string_owner_is_mine_or_house check (main_string_owner in (stringer_id, '00000000-0000-0000-0000-000000000000')),
    constraint ck_orders_main_tension_is_possible check (main_tension * case when tension_unit = 'lb' then 0.45359237 else 1 end between 4 and 45),
    constraint ck_orders_main_price_is_not_negative check (main_price >= 0),
    constraint fk_orders_cross_string_owner_cross_string_id foreign key(cross_string_owner, cross_string_id) references string_models (stringer_id, id) match full,
    constraint ck_orders_cross_string_owner_is_mine_or_house check (cross_string_owner in (stringer_id, '00000000-0000-0000-0000-000000000000')),
    constraint ck_orders_cross_tension_is_possible check (cross_tension * case when tension_unit = 'lb' then 0.45359237 else 1 end between 4 and 45),
    constraint ck_orders_cross_price_is_not_negative check (cross_price >= 0),
    constraint ck_orders_number_counts_from_one check (number > 0),
    constraint ck_orders_labour_is_not_negative check (labour_price >= 0),
    constraint ck_orders_client_job_is_ordered check (kind = 'self' or ordered_at is not null),
    constraint ck_orders_strung_after_ordered check (strung_at >= ordered_at),
    constraint ck_orders_returned_after_strung check (returned_at >= strung_at),
    constraint ck_orders_only_strung_is_returned check (returned_at is null or strung_at is not null),
    constraint ck_orders_paid_after_ordered check (paid_at >= ordered_at),
    constraint ck_orders_strung_is_not_cancelled check (cancelled_at is null or strung_at is null),
    constraint ck_orders_self_job_has_no_receipt check (kind = 'client' or receipt_id is null),
    constraint ck_orders_comments_fit check (char_length(comments) <= 2000),
    constraint fk_orders_stringer_id foreign key(stringer_id) references stringers (id)
);
create index ix_orders_bench on orders (stringer_id, promised_for, number) where strung_at is null and cancelled_at is null;
create index ix_orders_client on orders (stringer_id, client_id, number desc);
create index ix_orders_racket on orders (stringer_id, racket_id, number desc);
create index ix_orders_strung on orders (stringer_id, strung_at desc nulls last, number desc);
create index ix_orders_waiting on orders (stringer_id, strung_at, number) where strung_at is not null and (returned_at is null or paid_at is null);
create unique index uq_orders_receipt on orders (stringer_id, receipt_id)
"""

ORDER_EXTRAS = """
create table order_extras (
    stringer_id uuid not null,
    id uuid not null,
    order_id uuid not null,
    position smallint not null,
    text text not null,
    price numeric(10, 2) not null,
    created_at timestamptz default now() not null,
    constraint pk_order_extras primary key (stringer_id, id),
    constraint fk_order_extras_stringer_id_order_id foreign key(stringer_id, order_id) references orders (stringer_id, id) on delete cascade,
    constraint fk_order_extras_stringer_id foreign key(stringer_id) references stringers (id)
);
create index ix_order_extras_order on order_extras (stringer_id, order_id)
"""

ORDER_STATE_AUDIT = """
create type order_step as enum ('ordered', 'strung', 'returned', 'paid', 'cancelled');
create table order_state_audit (
    stringer_id uuid not null,
    id uuid not null,
    order_id uuid not null,
    step order_step not null,
    was date,
    became date,
    actor text not null,
    request_id text not null,
    created_at timestamptz default now() not null,
    constraint pk_order_state_audit primary key (stringer_id, id),
    constraint fk_order_state_audit_stringer_id_order_id foreign key(stringer_id, order_id) references orders (stringer_id, id),
    constraint fk_order_state_audit_stringer_id foreign key(stringer_id) references stringers (id)
);
create index ix_order_state_audit_order on order_state_audit (stringer_id, order_id)
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(ORDER_COUNTERS)
    op.execute(ORDERS)
    op.execute(ORDER_EXTRAS)
    op.execute(ORDER_STATE_AUDIT)
    wall("order_counters", commands=("select", "insert", "update"))
    wall("orders", commands=("select", "insert", "update"))
    wall("order_extras")
    wall("order_state_audit", commands=("select", "insert"))


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table order_state_audit")
    op.execute("drop table order_extras")
    op.execute("drop table orders")
    op.execute("drop table order_counters")
    op.execute("drop type order_kind, order_step")
