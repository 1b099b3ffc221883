"""Work behind the pages is promised in the transaction that needs it, so nothing is lost with a queue."""

from __future__ import annotations

from alembic import op

from migrations.wall import force, policy, wall

revision = "2026_11_22_b_outbox"
down_revision = "2026_11_22_a_stringers"

OUTBOX = """
create table outbox (
    stringer_id uuid not null,
    id uuid not null,
    kind text not null,
    dedupe_key text not null,
    payload_version integer default 1 not null,
    payload jsonb not null,
    state varchar(20) default 'queued' not null,
    attempt integer default 0 not null,
    next_at timestamptz default now(),
    lease_owner text,
    lease_until timestamptz,
    fence integer default 0 not null,
    rung_at timestamptz default now(),
    handed_at timestamptz,
    is_doubtful boolean default false not null,
    last_error_class text,
    last_error text,
    traceparent text,
    done_at timestamptz,
    created_at timestamptz default now() not null,
    constraint pk_outbox primary key (stringer_id, id),
    constraint fk_outbox_stringer_id foreign key (stringer_id) references stringers (id),
    constraint uq_outbox_stringer_id_dedupe_key unique (stringer_id, dedupe_key),
    constraint ck_outbox_state check (state in ('queued', 'inflight', 'sent', 'awaiting_retry', 'failed',
        'uncertain', 'withheld', 'aborted', 'bounced', 'dead'))
);
create index ix_outbox_id on outbox (id);
create index ix_outbox_due on outbox (next_at) where state in ('queued', 'awaiting_retry', 'uncertain');
create index ix_outbox_lease_until on outbox (lease_until) where state = 'inflight'
"""

PAUSES = """
create table outbox_pauses (
    channel text not null,
    since timestamptz default now() not null,
    until timestamptz not null,
    reason text not null,
    detail text default '' not null,
    constraint pk_outbox_pauses primary key (channel)
)
"""

SCHEDULE_RUNS = """
create table schedule_runs (
    name text not null,
    period integer not null,
    ran_at timestamptz default now() not null,
    constraint pk_schedule_runs primary key (name, period)
)
"""

MOVES = """
create function outbox_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        if new.state in ('queued', 'withheld') then
            return new;
        end if;
        raise exception 'a row of the outbox begins queued or withheld, not %', new.state
            using errcode = 'check_violation', constraint = 'outbox_moves';
    end if;
    if old.state = new.state or (old.state, new.state) in (
        ('queued', 'inflight'), ('queued', 'withheld'), ('queued', 'aborted'),
        ('inflight', 'sent'), ('inflight', 'awaiting_retry'), ('inflight', 'failed'),
        ('inflight', 'uncertain'), ('inflight', 'withheld'), ('inflight', 'aborted'), ('inflight', 'dead'),
        ('awaiting_retry', 'inflight'), ('awaiting_retry', 'queued'), ('awaiting_retry', 'withheld'),
        ('awaiting_retry', 'aborted'), ('awaiting_retry', 'sent'),
        ('uncertain', 'inflight'), ('uncertain', 'queued'), ('uncertain', 'withheld'),
        ('uncertain', 'aborted'), ('uncertain', 'sent'),
        ('withheld', 'queued'), ('withheld', 'aborted'),
        ('failed', 'queued'), ('failed', 'aborted'),
        ('dead', 'queued'), ('dead', 'aborted'),
        ('sent', 'bounced')
    ) then
        return new;
    end if;
    raise exception 'a row of the outbox does not go from % to %', old.state, new.state
        using errcode = 'check_violation', constraint = 'outbox_moves';
end $$;
create trigger outbox_moves before insert or update of state on outbox
    for each row execute function outbox_moves()
"""

CHANGED_BY_PEOPLE = "state, attempt, next_at, done_at, last_error_class, last_error"
CHANGED_BY_WORKERS = f"{CHANGED_BY_PEOPLE}, lease_owner, lease_until, fence, rung_at, handed_at, is_doubtful"
MINE = "stringer_id = (select current_stringer())"


def upgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    for statement in (OUTBOX, PAUSES, SCHEDULE_RUNS, MOVES):
        op.execute(statement)
    _guard_outbox()
    _guard_pauses()
    _guard_schedule()


def downgrade() -> None:
    op.execute("set local lock_timeout = '5s'")
    op.execute("drop table schedule_runs")
    op.execute("drop table outbox_pauses")
    op.execute("drop table outbox")
    op.execute("drop function outbox_moves()")


def _guard_outbox() -> None:
    wall("outbox", commands=("select", "insert"))
    waiting = f"{MINE} and state <> 'inflight'"
    policy("outbox", "update", "rbo_app", waiting, f"{MINE} and state in ('queued', 'withheld', 'aborted')")
    op.execute(f"grant update ({CHANGED_BY_PEOPLE}) on outbox to rbo_app")
    policy("outbox", "select", "rbo_system", "true")
    policy("outbox", "update", "rbo_system", "true")
    op.execute("grant select on outbox to rbo_system")
    op.execute(f"grant update ({CHANGED_BY_WORKERS}) on outbox to rbo_system")


def _guard_pauses() -> None:
    force("outbox_pauses")
    policy("outbox_pauses", "select", "rbo_app", "true")
    op.execute("grant select on outbox_pauses to rbo_app")
    _open_to_system("outbox_pauses", ("select", "insert", "update", "delete"))


def _guard_schedule() -> None:
    force("schedule_runs")
    _open_to_system("schedule_runs", ("select", "insert", "delete"))


def _open_to_system(table: str, commands: tuple[str, ...]) -> None:
    for command in commands:
        policy(table, command, "rbo_system", "true")
        op.execute(f"grant {command} on {table} to rbo_system")
