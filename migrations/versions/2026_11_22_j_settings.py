"""A stringer chooses the look, edits in two windows without losing anything, and may close the book."""

from __future__ import annotations

from alembic import op

revision = "2026_11_22_j_settings"
down_revision = "2026_11_22_i_submissions"

COLUMNS = """
create type theme as enum ('system', 'light', 'dark');
alter table stringers
    add theme theme default 'system' not null,
    add shortcuts_on boolean default true not null,
    add deactivated_at timestamptz,
    add version integer default 1 not null,
    add constraint ck_stringers_closed_since_a_day check (status <> 'deactivated' or deactivated_at is not null)
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(COLUMNS)
    op.execute("grant update (theme, shortcuts_on, version) on stringers to rbo_app")
    op.execute("grant update (deactivated_at, version) on stringers to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table stringers drop theme, drop shortcuts_on, drop deactivated_at, drop version")
    op.execute("drop type theme")
