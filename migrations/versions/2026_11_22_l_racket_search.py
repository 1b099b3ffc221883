"""Clients and rackets are found however they are spelt: what sounds alike is worked out when a row is written."""

from __future__ import annotations

from alembic import op

revision = "2026_11_22_l_racket_search"
down_revision = "2026_11_22_k_batches"

BARE = """translate(lower(label || ' ' || instance_id || ' ' || serial),
    'àáâäåãçèéêëìíîïñòóôöõøùúûüýÀÁÂÄÅÃÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝ',
    'aaaaaaceeeeiiiinoooooouuuuyaaaaaaceeeeiiiinoooooouuuuy')"""


def alike(words: str) -> str:
    """Words as they sound: without the e for two dots, ei for ay, t for th, one letter for two."""
    bare = f"regexp_replace(regexp_replace({words}, '([aou])e', '\\1', 'g'), '[ea][iy]', 'ei', 'g')"
    plain = f"replace(replace(replace({bare}, 'th', 't'), 'ph', 'f'), 'ck', 'k')"
    return f"regexp_replace({plain}, '([a-z])\\1', '\\1', 'g')"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(f"alter table client_profiles add alike text generated always as ({alike('search')}) stored")
    op.execute(f"alter table rackets add alike text generated always as ({alike(BARE)}) stored")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("alter table rackets drop alike")
    op.execute("alter table client_profiles drop alike")
