"""An admin can suspend a stringer: for whoever knows a login of theirs they are no stringer until that is over."""

from __future__ import annotations

from alembic import op

from migrations.wall import lookup

revision = "2026_11_27_n_suspension"
down_revision = "2026_11_27_m_granters"

FOUND = (
    "table(stringer_id uuid, person_id uuid, role text, status text,"
    " created_at timestamptz, last_seen_at timestamptz)"
)
WHOIS = """
select s.id, p.id, s.role::text, s.status::text, l.created_at, l.last_seen_at
from logins as l left join stringers as s on s.id = l.stringer_id and s.gotrue_user_id = l.sub{but}
    left join persons as p on p.id = l.person_id and p.merged_into is null and p.deleted_at is null
where l.id = $2 and l.sub = $1 and l.ended_at is null
"""


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(
        "alter table stringers add column suspended_at timestamptz,"
        " add constraint ck_stringers_suspended_is_closed"
        " check (suspended_at is null or status in ('deactivated', 'finalized'))"
    )
    op.execute("grant update (suspended_at) on stringers to rbo_system")
    _replace_whois(" and s.suspended_at is null")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    _replace_whois("")
    op.execute("alter table stringers drop column suspended_at")


def _replace_whois(but: str) -> None:
    op.execute("drop function whois(uuid, uuid)")
    lookup("whois(sub uuid, login uuid)", FOUND, WHOIS.format(but=but))
