"""A stringer lets other programs in by tokens of their own; only the hash of each is kept."""

from __future__ import annotations

from alembic import op

from migrations.wall import MINE, lookup, policy, wall

revision = "2026_11_27_v_personal_tokens"
down_revision = "2026_11_27_u_changes"

PERSONAL_TOKENS = """
create type token_scope as enum ('read', 'write');
create table personal_tokens (
    stringer_id uuid not null,
    id uuid not null,
    name text not null,
    hint text not null,
    token_hash bytea not null,
    scopes token_scope[] not null,
    expires_at timestamptz,
    last_used_at timestamptz,
    revoked_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_personal_tokens primary key (stringer_id, id),
    constraint fk_personal_tokens_stringer_id foreign key (stringer_id) references stringers (id),
    constraint uq_personal_tokens_stringer_id_hint unique (stringer_id, hint),
    constraint ck_personal_tokens_name_fits check (char_length(name) between 1 and 80),
    constraint ck_personal_tokens_hash_is_a_sha256 check (octet_length(token_hash) = 32),
    constraint ck_personal_tokens_may_do_something check (cardinality(scopes) > 0)
)
"""
FOUND = "table(id uuid, token_hash bytea, scopes text[], role text, last_used_at timestamptz)"
OWNER = """
select t.id, t.token_hash, t.scopes::text[], s.role::text, t.last_used_at
from personal_tokens as t join stringers as s on s.id = t.stringer_id
where t.stringer_id = $1 and t.hint = $2 and t.revoked_at is null
    and (t.expires_at is null or t.expires_at > $3)
    and s.status = 'active' and s.suspended_at is null
"""
FINALIZED = "stringer_id in (select id from stringers where status = 'finalized')"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute(PERSONAL_TOKENS)
    wall("personal_tokens", commands=("select", "insert"))
    policy("personal_tokens", "update", "rbo_app", f"{MINE} and revoked_at is null", MINE)
    op.execute("grant update (last_used_at, revoked_at) on personal_tokens to rbo_app")
    policy("personal_tokens", "select", "rbo_lookup", "true")
    op.execute("grant select on personal_tokens to rbo_lookup")
    lookup("token_owner(stringer uuid, hint text, at timestamptz)", FOUND, OWNER)
    for command in ("select", "delete"):
        policy("personal_tokens", command, "rbo_system", FINALIZED)
    op.execute("grant select (stringer_id, id), delete on personal_tokens to rbo_system")


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop function token_owner(uuid, text, timestamptz)")
    op.execute("drop table personal_tokens")
    op.execute("drop type token_scope")
