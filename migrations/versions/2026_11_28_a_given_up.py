"""How many deliveries were given up is asked every few seconds, among all that ever were."""

from __future__ import annotations

from alembic import op

revision = "2026_11_28_a_given_up"
down_revision = "2026_11_27_y_everything_shared"

# One look at the table, and a letter may wait for it: a row in a hundred thousand is one of these.
COUNTED = """
-- squawk-ignore require-concurrent-index-creation
create index ix_outbox_given_up on outbox (kind) where state in ('failed', 'dead')
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute(COUNTED)


def downgrade() -> None:
    op.execute("set local lock_timeout = '2s'")
    op.execute("set local statement_timeout = '60s'")
    op.execute("drop index ix_outbox_given_up")
