"""Who lets whom look at a job: grants of stringers and of clients, and the record of their use."""

from __future__ import annotations

from alembic import op

from migrations.wall import HOUSE, force, lookup, policy

revision = "2026_11_27_b_grants"
down_revision = "2026_11_27_a_admin_log"

ORDER_SHARES = """
create type granter_kind as enum ('stringer', 'person');
alter table orders add constraint uq_orders_stringer_id_client_id_id unique (stringer_id, client_id, id);
create table order_shares (
    stringer_id uuid not null,
    id uuid not null,
    client_id uuid not null,
    order_id uuid not null,
    granter_kind granter_kind not null,
    person_id uuid,
    grantee_email text not null,
    grantee_id uuid,
    ended_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_order_shares primary key (stringer_id, id),
    constraint fk_order_shares_stringer_id foreign key(stringer_id) references stringers (id),
    constraint fk_order_shares_stringer_id_client_id_order_id foreign key(stringer_id, client_id, order_id) references orders (stringer_id, client_id, id) on update cascade,
    constraint fk_order_shares_person_id foreign key(person_id) references persons (id),
    constraint fk_order_shares_grantee_id foreign key(grantee_id) references stringers (id),
    constraint ck_order_shares_names_its_granter check ((granter_kind = 'person') = (person_id is not null)),
    constraint ck_order_shares_lets_another_look check (grantee_id <> stringer_id)
);
create unique index uq_order_shares_email on order_shares (stringer_id, order_id, granter_kind, lower(grantee_email)) where ended_at is null;
create unique index uq_order_shares_grantee on order_shares (stringer_id, order_id, granter_kind, grantee_id) where ended_at is null;
create index ix_order_shares_grantee_id on order_shares (grantee_id) where ended_at is null;
create index ix_order_shares_person_id on order_shares (person_id)
"""

PERSON_STRINGER_SHARE = """
create table person_stringer_share (
    id uuid not null,
    person_id uuid not null,
    grantee_email text not null,
    grantee_id uuid,
    ended_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_person_stringer_share primary key (id),
    constraint fk_person_stringer_share_person_id foreign key(person_id) references persons (id),
    constraint fk_person_stringer_share_grantee_id foreign key(grantee_id) references stringers (id)
);
create unique index uq_person_stringer_share_email on person_stringer_share (person_id, lower(grantee_email)) where ended_at is null;
create unique index uq_person_stringer_share_grantee on person_stringer_share (person_id, grantee_id) where ended_at is null;
create index ix_person_stringer_share_grantee_id on person_stringer_share (grantee_id) where ended_at is null
"""

SHARE_AUDIT = """
create type share_deed as enum ('granted', 'revoked', 'read');
create table share_audit (
    id uuid not null,
    deed share_deed not null,
    stringer_id uuid,
    order_share_id uuid,
    person_share_id uuid,
    quarter_hour integer,
    actor text not null,
    request_id text not null,
    created_at timestamptz default now() not null,
    constraint pk_share_audit primary key (id),
    constraint fk_share_audit_stringer_id_order_share_id foreign key(stringer_id, order_share_id) references order_shares (stringer_id, id),
    constraint fk_share_audit_person_share_id foreign key(person_share_id) references person_stringer_share (id),
    constraint fk_share_audit_stringer_id foreign key(stringer_id) references stringers (id),
    constraint ck_share_audit_is_of_one_grant check (num_nonnulls(order_share_id, person_share_id) = 1),
    constraint ck_share_audit_names_the_source check ((order_share_id is null) = (stringer_id is null)),
    constraint ck_share_audit_read_in_a_quarter_hour check ((deed = 'read') = (quarter_hour is not null))
);
create unique index uq_share_audit_job_read on share_audit (stringer_id, order_share_id, quarter_hour) where deed = 'read' and order_share_id is not null;
create unique index uq_share_audit_person_read on share_audit (person_share_id, quarter_hour) where deed = 'read' and person_share_id is not null;
create index ix_share_audit_order_share_id on share_audit (stringer_id, order_share_id);
create index ix_share_audit_person_share_id on share_audit (person_share_id)
"""

ME, MY_SELF = "(select current_stringer())", "(select current_person())"
GRANTED = {
    "order_shares": f"(granter_kind = 'stringer' and stringer_id = {ME}) or person_id = {MY_SELF}",
    "person_stringer_share": f"person_id = {MY_SELF}",
}
BY_EMAIL = (
    f"select id from stringers where lower(email) = lower(wanted) and status = 'active' and id <> '{HOUSE}'"
)


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for tables in (ORDER_SHARES, PERSON_STRINGER_SHARE, SHARE_AUDIT):
        op.execute(tables)
    for table, granter in GRANTED.items():
        side = f"{granter} or grantee_id = {ME}"
        force(table)
        policy(table, "select", "rbo_app", side)
        policy(table, "update", "rbo_app", f"ended_at is null and ({side})", side)
        op.execute(f"grant select, insert, update (ended_at) on {table} to rbo_app")
        policy(table, "select", "rbo_system", "true")
        policy(table, "update", "rbo_system", "true")
        op.execute(f"grant select, update (person_id, ended_at) on {table} to rbo_system")
    force("share_audit")
    op.execute("grant select, insert on share_audit to rbo_app, rbo_system")
    policy("share_audit", "select", "rbo_system", "true")
    policy("share_audit", "insert", "rbo_system", "deed = 'revoked'")
    lookup("stringer_by_email(wanted text)", "uuid", BY_EMAIL)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop function stringer_by_email(text)")
    op.execute("drop table share_audit")
    op.execute("drop table person_stringer_share")
    op.execute("drop table order_shares")
    op.execute("drop type share_deed, granter_kind")
    op.execute("alter table orders drop constraint uq_orders_stringer_id_client_id_id")
