"""Who is shown everything that was strung for a client, and later is not any more, is told that and not of one job."""

from __future__ import annotations

from alembic import op

revision = "2026_11_27_y_everything_shared"
down_revision = "2026_11_27_x_kept_answers"

ONE_JOB = """
alter type notification_kind rename to notification_kind_of_more;
create type notification_kind as enum ('share_granted_to_me', 'share_revoked_from_me', 'catalogue_submission_pending', 'catalogue_submission_decided', 'export_ready', 'receipt_mail_failed', 'webhook_paused');
alter table notifications alter column kind type notification_kind using replace(kind::text, 'everything_', 'share_')::notification_kind;
drop type notification_kind_of_more
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter type notification_kind add value 'everything_granted_to_me'")
    op.execute("alter type notification_kind add value 'everything_revoked_from_me'")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(ONE_JOB)
