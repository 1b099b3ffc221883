"""How many stringjobs a line tells of is checked for older lines too, in a step that nobody waits for."""

from __future__ import annotations

from alembic import op

revision = "2026_11_28_k_older_lines"
down_revision = "2026_11_28_j_told_at_once"


def upgrade() -> None:
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("alter table notifications validate constraint ck_notifications_how_many_is_positive")


def downgrade() -> None:
    """What was checked stays so."""
