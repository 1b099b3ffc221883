"""What has to rest after a restore: an older moment does not know what was mailed and who left since."""

from __future__ import annotations

from psycopg import Connection, sql
from psycopg.rows import TupleRow

from rbo.platform.jobs.holding import HELD, REASON, UNTIL

WALLED = ("outbox", "outbox_pauses", "logins")
CALM = """
    update outbox set state = 'withheld', next_at = null, lease_owner = null, lease_until = null,
        last_error_class = {reason} where state in ('queued', 'inflight', 'awaiting_retry', 'uncertain');
    insert into outbox_pauses (channel, until, reason) values ({held}, {until}, {reason})
        on conflict (channel) do update set since = now();
    update logins set ended_at = now() where ended_at is null;
    update auth.sessions set ended_at = now() where ended_at is null;
    delete from auth.refresh_tokens;
    delete from auth.one_time_tokens;
    update auth.outbox set state = 'aborted', next_at = null, done_at = now(), lease_owner = null,
        lease_until = null, last_error_class = {reason}
        where state in ('queued', 'inflight', 'awaiting_retry', 'uncertain')
"""


def calm(raw: Connection[TupleRow]) -> None:
    """Hold the mail until somebody has looked; end every login, since some were ended after this moment."""
    for table in WALLED:
        raw.execute(sql.SQL("alter table {} no force row level security").format(sql.Identifier(table)))
    said = {"held": HELD, "until": UNTIL, "reason": REASON}
    raw.execute(sql.SQL(CALM).format(**{name: sql.Literal(value) for name, value in said.items()}))
    for table in WALLED:
        raw.execute(sql.SQL("alter table {} force row level security").format(sql.Identifier(table)))
