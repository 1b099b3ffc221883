"""Who may sign in: the embedded identity service's own schema, and RBO's list of logins."""

from __future__ import annotations

from alembic import op

from migrations.wall import force, lookup, policy

revision = "2026_11_22_c_identity"
down_revision = "2026_11_22_b_outbox"

USERS = """
create table auth.users (
    id uuid not null,
    email text not null,
    email_change text,
    password_hash text,
    email_confirmed_at timestamptz,
    invited_at timestamptz,
    last_sign_in_at timestamptz,
    banned_until timestamptz,
    deleted_at timestamptz,
    app_metadata jsonb default '{}' not null,
    user_metadata jsonb default '{}' not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint pk_users primary key (id)
);
create unique index uq_users_email on auth.users (lower(email))
"""

SESSIONS = """
create table auth.sessions (
    id uuid not null,
    user_id uuid not null,
    method text not null,
    created_at timestamptz not null,
    ended_at timestamptz,
    constraint pk_sessions primary key (id),
    constraint fk_sessions_user_id foreign key(user_id) references auth.users (id) on delete cascade
);
create index ix_auth_sessions_user_id on auth.sessions (user_id);
create table auth.refresh_tokens (
    token_hash bytea not null,
    session_id uuid not null,
    child_hash bytea,
    created_at timestamptz not null,
    used_at timestamptz,
    constraint pk_refresh_tokens primary key (token_hash),
    constraint fk_refresh_tokens_session_id foreign key(session_id)
        references auth.sessions (id) on delete cascade
);
create index ix_auth_refresh_tokens_session_id on auth.refresh_tokens (session_id)
"""

LETTERS = """
create type auth.one_time_kind as enum ('magiclink', 'recovery', 'invite', 'signup', 'email_change');
create table auth.one_time_tokens (
    token_hash bytea not null,
    user_id uuid not null,
    kind auth.one_time_kind not null,
    email text not null,
    code_challenge text,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz,
    constraint pk_one_time_tokens primary key (token_hash),
    constraint fk_one_time_tokens_user_id foreign key(user_id) references auth.users (id) on delete cascade
);
create index ix_auth_one_time_tokens_user_id on auth.one_time_tokens (user_id);
create index ix_auth_one_time_tokens_expires_at on auth.one_time_tokens (expires_at);
create table auth.letters (
    id uuid not null,
    kind auth.one_time_kind not null,
    email text not null,
    user_id uuid,
    redirect_to text not null,
    code_challenge text,
    created_at timestamptz not null,
    constraint pk_letters primary key (id),
    constraint fk_letters_user_id foreign key(user_id) references auth.users (id) on delete cascade
)
"""

OUTBOX = """
create table auth.outbox (
    id uuid not null,
    stringer_id uuid,
    created_at timestamptz default now() not null,
    kind text not null,
    dedupe_key text not null,
    payload_version integer default '1' not null,
    payload jsonb not null,
    state varchar(20) default 'queued' not null,
    attempt integer default '0' not null,
    next_at timestamptz default now(),
    lease_owner text,
    lease_until timestamptz,
    fence integer default '0' not null,
    rung_at timestamptz default now(),
    handed_at timestamptz,
    is_doubtful boolean default 'false' not null,
    last_error_class text,
    last_error text,
    traceparent text,
    done_at timestamptz,
    constraint pk_outbox primary key (id),
    constraint uq_outbox_dedupe_key unique (dedupe_key),
    constraint ck_outbox_state check (state in ('queued', 'inflight', 'sent', 'awaiting_retry', 'failed',
        'uncertain', 'withheld', 'aborted', 'bounced', 'dead'))
);
create index ix_outbox_due on auth.outbox (next_at) where state in ('queued', 'awaiting_retry', 'uncertain');
create index ix_outbox_lease_until on auth.outbox (lease_until) where state = 'inflight';
create trigger outbox_moves before insert or update of state on auth.outbox
    for each row execute function outbox_moves()
"""

LOGINS = """
create table logins (
    id uuid not null,
    sub uuid not null,
    stringer_id uuid,
    person_id uuid,
    device text default '' not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    ended_at timestamptz,
    constraint pk_logins primary key (id),
    constraint ck_logins_is_somebodys check (num_nonnulls(stringer_id, person_id) > 0),
    constraint fk_logins_stringer_id foreign key(stringer_id) references stringers (id),
    constraint fk_logins_person_id foreign key(person_id) references persons (id)
);
create index ix_logins_stringer_id on logins (stringer_id);
create index ix_logins_person_id on logins (person_id)
"""

WHOIS = """
select l.stringer_id, l.person_id, s.role::text, s.status::text, l.created_at, l.last_seen_at
from logins as l left join stringers as s on s.id = l.stringer_id and s.gotrue_user_id = l.sub
where l.id = $2 and l.sub = $1 and l.ended_at is null
"""
FOUND = (
    "table(stringer_id uuid, person_id uuid, role text, status text,"
    " created_at timestamptz, last_seen_at timestamptz)"
)
OWN = "stringer_id = (select current_stringer()) or person_id = (select current_person())"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("create schema auth")
    for tables in (USERS, SESSIONS, LETTERS, OUTBOX):
        op.execute(tables)
    op.execute("grant usage on schema auth to rbo_identity, rbo_backup")
    op.execute("grant select, insert, update, delete on all tables in schema auth to rbo_identity")
    op.execute(LOGINS)
    _wall_logins()
    lookup("whois(sub uuid, login uuid)", FOUND, WHOIS)


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop function whois(uuid, uuid)")
    op.execute("drop table logins")
    op.execute("drop schema auth cascade")


def _wall_logins() -> None:
    force("logins")
    policy("logins", "select", "rbo_app", OWN)
    policy("logins", "update", "rbo_app", OWN)
    op.execute("grant select, update (last_seen_at, ended_at) on logins to rbo_app")
    for command in ("select", "insert", "update"):
        policy("logins", command, "rbo_system", "true")
    op.execute("grant select, insert, update (ended_at) on logins to rbo_system")
    policy("logins", "select", "rbo_lookup", "true")
    op.execute("grant select on logins to rbo_lookup")
