"""A program that sends a request again gets the first answer; it is kept with the key, as the address of a form is."""

from __future__ import annotations

from alembic import op

revision = "2026_11_27_x_kept_answers"
down_revision = "2026_11_27_w_webhooks"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table form_keys add column answer jsonb")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table form_keys drop column answer")
