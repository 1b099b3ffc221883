"""The wall of one table: forced row-level security, one policy per command, grants."""

from __future__ import annotations

from alembic import op

HOUSE = "00000000-0000-0000-0000-000000000000"
MINE = "stringer_id = (select current_stringer())"
MINE_OR_HOUSE = f"({MINE} or (stringer_id = '{HOUSE}' and (select current_stringer()) is not null))"
COMMANDS = ("select", "insert", "update", "delete")


def wall(table: str, *, shared: bool = False, commands: tuple[str, ...] = COMMANDS) -> None:
    """Close *table* to everybody but its stringer; *shared* lets all read the rows of the house."""
    force(table)
    for command in commands:
        reads = MINE_OR_HOUSE if shared and command == "select" else MINE
        policy(table, command, "rbo_app", reads)
        op.execute(f"grant {command} on {table} to rbo_app")


def force(table: str) -> None:
    """Row-level security that holds for the owner too."""
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")


def policy(table: str, command: str, role: str, rule: str, check: str = "") -> None:
    """One policy of one command for one role, named after both."""
    name = f"{table.rsplit('.', maxsplit=1)[-1]}_{role.removeprefix('rbo_')}_{command}"
    using = "" if command == "insert" else f" using ({rule})"
    with_check = f" with check ({check or rule})" if command in ("insert", "update") else ""
    op.execute(f"create policy {name} on {table} for {command} to {role}{using}{with_check}")


def window(table: str, columns: str, rule: str) -> None:
    """Let the two views read *columns* of the rows that fulfil *rule*."""
    policy(table, "select", "rbo_window", rule)
    op.execute(f"grant select ({columns}) on {table} to rbo_window")


def lookup(signature: str, returns: str, body: str) -> None:
    """A definer function of rbo_lookup that only the app may call."""
    op.execute(
        f"create function {signature} returns {returns} language sql stable security definer"
        f" set search_path = pg_catalog, public, pg_temp as $$ {body} $$"
    )
    name, types = signature.split("(", maxsplit=1)[0], [a.split()[-1] for a in _arguments(signature)]
    bare = f"{name}({', '.join(types)})"
    # Before it changes hands: the owner could not revoke anything afterwards, and would only be warned.
    op.execute(f"revoke all on function {bare} from public")
    op.execute(f"grant execute on function {bare} to rbo_app")
    op.execute(f"alter function {bare} owner to rbo_lookup")


def _arguments(signature: str) -> list[str]:
    inside = signature.split("(", 1)[1].rsplit(")", 1)[0]
    return [argument for argument in inside.split(",") if argument.strip()]
