"""A client signs in as a person: logins know them, and the system role links them to what stringers wrote down."""

from __future__ import annotations

from alembic import op

from migrations.wall import lookup, policy

revision = "2026_11_27_e_persons_sign_in"
down_revision = "2026_11_27_d_notifications"

FOUND = (
    "table(stringer_id uuid, person_id uuid, role text, status text,"
    " created_at timestamptz, last_seen_at timestamptz)"
)
ONLY_STRINGERS = """
select l.stringer_id, l.person_id, s.role::text, s.status::text, l.created_at, l.last_seen_at
from logins as l left join stringers as s on s.id = l.stringer_id and s.gotrue_user_id = l.sub
where l.id = $2 and l.sub = $1 and l.ended_at is null
"""
BOTH = """
select s.id, p.id, s.role::text, s.status::text, l.created_at, l.last_seen_at
from logins as l left join stringers as s on s.id = l.stringer_id and s.gotrue_user_id = l.sub
    left join persons as p on p.id = l.person_id and p.merged_into is null and p.deleted_at is null
where l.id = $2 and l.sub = $1 and l.ended_at is null
"""
PROVEN = "gotrue_user_id, email, email_verified_at, claim_token, merged_into"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    _replace_whois(BOTH)
    policy("persons", "select", "rbo_system", "true")
    policy("persons", "insert", "rbo_system", "created_by_kind = 'person'")
    policy("persons", "update", "rbo_system", "true")
    op.execute(f"grant select, insert, update ({PROVEN}) on persons to rbo_system")
    policy("client_profiles", "select", "rbo_system", "true")
    policy("client_profiles", "update", "rbo_system", "true")
    op.execute("grant select, update (person_id, accepted_at) on client_profiles to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for table in ("client_profiles", "persons"):
        op.execute(f"revoke all on {table} from rbo_system")
        for command in ("select", "update"):
            op.execute(f"drop policy {table}_system_{command} on {table}")
    op.execute("drop policy persons_system_insert on persons")
    _replace_whois(ONLY_STRINGERS)


def _replace_whois(body: str) -> None:
    op.execute("drop function whois(uuid, uuid)")
    lookup("whois(sub uuid, login uuid)", FOUND, body)
