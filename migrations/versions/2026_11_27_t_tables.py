"""A file that is brought may be any table, whose columns somebody names; without this all count as V1 workbooks."""

from __future__ import annotations

from alembic import op

revision = "2026_11_27_t_tables"
down_revision = "2026_11_27_s_undoing"

ONLY_V1 = """
alter type import_source rename to import_source_of_more;
create type import_source as enum ('v1');
alter table imports alter column source type import_source using 'v1'::import_source;
drop type import_source_of_more
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter type import_source add value 'table'")
    op.execute("grant update (source) on imports to rbo_app")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("revoke update (source) on imports from rbo_app")
    op.execute(ONLY_V1)
