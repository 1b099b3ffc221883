"""`rbo outbox`: what the operator sees of the work behind the pages, and what can be done about it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import click

from rbo.platform.errors import Refused
from rbo.platform.jobs import holding, queries, service
from rbo.platform.jobs.holding import HELD, Fate
from rbo.platform.jobs.models import OutboxColumns, Pause
from rbo.platform.jobs.reasons import explain

RELEASED = {Fate.SEND: "Sent from before the restore", Fate.DROP: "Dropped from before the restore"}


@click.command()
@click.option("--retry", "retried", type=click.UUID, metavar="ID", help="Send this one again.")
@click.option("--discard", "discarded", type=click.UUID, metavar="ID", help="Drop this one for good.")
@click.option("--reason", default="", help="Why it is dropped.")
@click.option(
    "--release", type=click.Choice([fate.value for fate in Fate]), help="End the hold after a restore."
)
@click.option("--json", "as_json", is_flag=True, help="For a program.")
def outbox(
    retried: UUID | None, discarded: UUID | None, reason: str, release: str | None, *, as_json: bool
) -> None:
    """Show what waits, what failed and what is dead, and why; send it again or drop it."""
    if len([word for word in (retried, discarded, release) if word]) > 1:
        raise click.UsageError("Say --retry, --discard or --release, not both.")
    if discarded and not reason:
        raise click.UsageError("--discard needs --reason: say why.")
    if release:
        click.echo(f"Mail goes on. {RELEASED[Fate(release)]}: {holding.release(Fate(release))}.")
        return
    if retried:
        _change(retried, service.retry)
    elif discarded:
        _change(discarded, lambda row: service.discard(row, reason))
    else:
        _show_json() if as_json else _show()


def _change(outbox_id: UUID, verb: Callable[[OutboxColumns], None]) -> None:
    try:
        with queries.held_anywhere(outbox_id) as row:
            if row is None:
                raise click.ClickException(f"There is no row {outbox_id}; `rbo outbox` lists them.")
            verb(row)
            click.echo(f"{row.id} {row.kind}: {row.state}")
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused


def _show() -> None:
    for pause in queries.all_pauses():
        click.echo(f"{_when(pause)}: {explain(pause)} {pause.detail}".rstrip())
    rows = queries.all_unfinished()
    for row in rows:
        again = f", again at {_at(row.next_at)}" if row.next_at else ""
        twice = " (may have arrived twice)" if row.may_have_arrived_twice else ""
        why = f": {explain(row)} {row.last_error or ''}".rstrip() if row.last_error_class else ""
        click.echo(f"{row.id}  {row.state:<14} {row.kind}, attempt {row.attempt}{again}{twice}{why}")
    if not rows:
        click.echo("Nothing waits, nothing failed.")


def _when(pause: Pause) -> str:
    if pause.channel == HELD:
        return "Mail is on hold until `rbo outbox --release send` or `--release drop`"
    return f"{pause.channel} goes on at {_at(pause.until)}"


def _show_json() -> None:
    pauses, rows = queries.all_pauses(), queries.all_unfinished()
    shown = {"pauses": [_pause(pause) for pause in pauses], "rows": [_row(row) for row in rows]}
    click.echo(json.dumps(shown, indent=2))


def _pause(pause: Pause) -> dict[str, object]:
    return {
        "channel": pause.channel,
        "until": _at(pause.until),
        "reason": pause.reason,
        "detail": pause.detail,
    }


def _row(row: OutboxColumns) -> dict[str, object]:
    return {
        "id": str(row.id),
        "stringer_id": str(row.stringer_id) if row.stringer_id else None,
        "kind": row.kind,
        "state": row.state,
        "attempt": row.attempt,
        "next_at": _at(row.next_at),
        "may_have_arrived_twice": row.may_have_arrived_twice,
        "reason": row.last_error_class,
        "detail": row.last_error,
        "created_at": _at(row.created_at),
    }


def _at(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
