"""What is shared in one deed is told by one line, which says of how many stringjobs."""

from __future__ import annotations

from alembic import op

revision = "2026_11_28_j_told_at_once"
down_revision = "2026_11_28_i_merged_addresses"

POSITIVE = "ck_notifications_how_many_is_positive check (how_many > 0)"


def upgrade() -> None:
    _hurry()
    op.execute("alter table notifications add column how_many integer default 1 not null")
    op.execute(f"alter table notifications add constraint {POSITIVE} not valid")


def downgrade() -> None:
    _hurry()
    op.execute("alter table notifications drop column how_many")


def _hurry() -> None:
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
