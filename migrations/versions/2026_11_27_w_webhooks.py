"""Other programs are told what happened in a book, at addresses that its stringer names."""

from __future__ import annotations

from alembic import op

from migrations.wall import policy, wall

revision = "2026_11_27_w_webhooks"
down_revision = "2026_11_27_v_personal_tokens"

WEBHOOKS = """
create type webhook_event as enum ('order.ordered', 'order.strung', 'order.returned', 'order.paid', 'order.cancelled', 'order.undone', 'receipt.mailed', 'receipt.failed', 'ping');
create table webhooks (
    stringer_id uuid not null,
    id uuid not null,
    address text not null,
    secret text not null,
    hears_orders boolean not null,
    hears_receipts boolean not null,
    failures integer default 0 not null,
    paused_at timestamptz,
    removed_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_webhooks primary key (stringer_id, id),
    constraint fk_webhooks_stringer_id foreign key (stringer_id) references stringers (id),
    constraint ck_webhooks_hears_something check (hears_orders or hears_receipts),
    constraint ck_webhooks_signs_while_it_is_there check ((removed_at is null) = (secret <> ''))
);
create table webhook_deliveries (
    stringer_id uuid not null,
    id uuid not null,
    webhook_id uuid not null,
    event webhook_event not null,
    body text not null,
    outbox_id uuid not null,
    created_at timestamptz default now() not null,
    constraint pk_webhook_deliveries primary key (stringer_id, id),
    constraint fk_webhook_deliveries_stringer_id foreign key (stringer_id) references stringers (id),
    constraint fk_webhook_deliveries_stringer_id_webhook_id foreign key (stringer_id, webhook_id) references webhooks (stringer_id, id),
    constraint fk_webhook_deliveries_stringer_id_outbox_id foreign key (stringer_id, outbox_id) references outbox (stringer_id, id)
);
create index ix_webhook_deliveries_webhook on webhook_deliveries (stringer_id, webhook_id, id)
"""
CHANGED = "address, secret, failures, paused_at, removed_at"
FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"
MONTH_OVER = "created_at < now() - interval '30 days'"
WITHOUT_PAUSES = """
delete from notifications where kind = 'webhook_paused';
alter type notification_kind rename to notification_kind_of_more;
create type notification_kind as enum ('share_granted_to_me', 'share_revoked_from_me', 'catalogue_submission_pending', 'catalogue_submission_decided', 'export_ready', 'receipt_mail_failed');
alter table notifications alter column kind type notification_kind using kind::text::notification_kind;
drop type notification_kind_of_more
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter type notification_kind add value 'webhook_paused'")
    op.execute(WEBHOOKS)
    for table, columns in (("webhooks", CHANGED), ("webhook_deliveries", "outbox_id")):
        wall(table, commands=("select", "insert"))
        policy(table, "update", "rbo_app", "stringer_id = (select current_stringer())")
        op.execute(f"grant update ({columns}) on {table} to rbo_app")
        policy(table, "select", "rbo_system", "true")
        op.execute(f"grant delete on {table} to rbo_system")
    policy("webhooks", "update", "rbo_system", "true")
    policy("webhooks", "delete", "rbo_system", FINALIZED)
    seen = "stringer_id, id, hears_orders, hears_receipts, failures, paused_at, removed_at"
    op.execute(f"grant select ({seen}), update (failures, paused_at) on webhooks to rbo_system")
    policy("webhook_deliveries", "insert", "rbo_system", "true")
    policy("webhook_deliveries", "delete", "rbo_system", f"{FINALIZED} or {MONTH_OVER}")
    seen = "stringer_id, id, outbox_id, created_at"
    op.execute(f"grant insert, select ({seen}) on webhook_deliveries to rbo_system")
    policy("outbox", "insert", "rbo_system", "kind = 'webhooks.deliver'")
    op.execute("grant insert on outbox to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("revoke insert on outbox from rbo_system")
    op.execute("drop policy outbox_system_insert on outbox")
    op.execute("drop table webhook_deliveries")
    op.execute("drop table webhooks")
    op.execute("drop type webhook_event")
    op.execute("alter table notifications no force row level security")
    op.execute(WITHOUT_PAUSES)
    op.execute("alter table notifications force row level security")
