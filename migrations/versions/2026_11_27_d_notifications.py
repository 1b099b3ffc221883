"""What others did reaches a stringer as a line: its cause writes it, the recipient alone reads it."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, force, policy

revision = "2026_11_27_d_notifications"
down_revision = "2026_11_27_c_windows"

NOTIFICATIONS = """
create type notification_kind as enum ('share_granted_to_me', 'share_revoked_from_me', 'catalogue_submission_pending', 'catalogue_submission_decided', 'export_ready', 'receipt_mail_failed');
create table notifications (
    stringer_id uuid not null,
    id uuid not null,
    kind notification_kind not null,
    subject_id uuid not null,
    label text default '' not null,
    acting_stringer_id uuid,
    acting_person_id uuid,
    read_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_notifications primary key (stringer_id, id),
    constraint fk_notifications_stringer_id foreign key(stringer_id) references stringers (id),
    constraint fk_notifications_acting_stringer_id foreign key(acting_stringer_id) references stringers (id),
    constraint fk_notifications_acting_person_id foreign key(acting_person_id) references persons (id),
    constraint ck_notifications_caused_by_one check (acting_stringer_id is null or acting_person_id is null)
);
create index ix_notifications_unread on notifications (stringer_id) where read_at is null
"""
CAUSED_BY_ME = (
    "acting_stringer_id = (select current_stringer()) or acting_person_id = (select current_person())"
)
CAUSED_BY_THE_HOUSE = "acting_stringer_id is null and acting_person_id is null"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(NOTIFICATIONS)
    force("notifications")
    policy("notifications", "select", "rbo_app", MINE)
    policy("notifications", "update", "rbo_app", MINE)
    policy("notifications", "insert", "rbo_app", CAUSED_BY_ME)
    op.execute("grant select, insert, update (read_at) on notifications to rbo_app")
    policy("notifications", "insert", "rbo_system", CAUSED_BY_THE_HOUSE)
    op.execute("grant insert on notifications to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table notifications")
    op.execute("drop type notification_kind")
