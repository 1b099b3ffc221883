"""Grants between the two books and two clients, and who may do what with them, said without any policy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from rbo.platform.ids import new_id

Row = dict[str, Any]
NEVER, ONCE = None, "2026-03-04T12:00:00+01:00"
GRANTS = ("order_shares", "person_stringer_share")
WHO_WRITES = "coalesce('stringer:' || current_stringer(), 'person:' || current_person(), 'system')"
OWN_HAND = {
    ("share_audit", "created_at"): "now()",
    ("share_audit", "quarter_hour"): "case deed when 'read' then floor(extract(epoch from now()) / 900) end",
    ("share_audit", "actor"): WHO_WRITES,
}
CLIENT_OF_BEN = """
insert into persons (id, display_first_name, email, email_verified_at, gotrue_user_id, created_by_kind)
    values (%(paula)s, 'Paula', 'paula@example.com', now(), %(sub)s, 'person');
insert into client_profiles (stringer_id, id, person_id, entered_first_name)
    values (%(theirs)s, %(profile)s, %(paula)s, 'Paula')
"""
A_JOB = """
insert into rackets (stringer_id, id, client_id, label) values (%(owner)s, %(id)s, %(client)s, 'Blade');
insert into orders select job.* from orders as o, jsonb_populate_record(o, jsonb_build_object('number', 99,
    'id', %(id)s::uuid, 'racket_id', %(id)s::uuid, 'client_id', %(client)s::uuid, 'receipt_id', null)) as job
    where o.stringer_id = %(owner)s and o.number = 1;
insert into order_extras (stringer_id, id, order_id, position, text, price)
    values (%(owner)s, %(id)s, %(id)s, 0, 'Grip', 5)
"""


def put_grants(connection: psycopg.Connection[Any], mine: UUID, theirs: UUID, petra: UUID) -> None:
    """Each book lets the other look; a client of each does; some of it is over."""
    paula, jobs = (
        new_id(),
        {owner: _row(connection, "orders", "stringer_id", owner) for owner in (mine, theirs)},
    )
    names = {"paula": paula, "sub": new_id(), "theirs": theirs, "profile": older_id()}
    for statement in CLIENT_OF_BEN.split(";"):
        connection.execute(statement, names)
    hers = {person: _job(connection, person) for person in (petra, paula)}
    for job, person, grantee, ended in (
        (jobs[mine], None, theirs, NEVER),
        (jobs[theirs], None, mine, NEVER),
        (hers[paula], None, mine, ONCE),
        (hers[petra], petra, theirs, NEVER),
        (hers[paula], paula, mine, NEVER),
    ):
        _share(connection, job, person, grantee, ended)
    for person, grantee, ended in ((petra, theirs, NEVER), (paula, mine, NEVER), (petra, mine, ONCE)):
        _trust(connection, person, grantee, ended)


def _row(connection: psycopg.Connection[Any], table: str, column: str, value: UUID) -> Row:
    found = connection.execute(f"select to_jsonb(t) from {table} t where {column} = %s", [value]).fetchone()
    assert found, table
    return dict(found[0])


def _job(connection: psycopg.Connection[Any], person: UUID) -> Row:
    profile, job = _row(connection, "client_profiles", "person_id", person), older_id()
    for statement in A_JOB.split(";"):
        connection.execute(statement, {"owner": profile["stringer_id"], "client": profile["id"], "id": job})
    return _row(connection, "orders", "id", job)


def older_id() -> UUID:
    """An id that sorts before every other, so that the newest row stays the newest."""
    return UUID(int=new_id().int >> 8)


def _share(
    connection: psycopg.Connection[Any], job: Row, person: UUID | None, grantee: UUID, ended: Any
) -> None:
    kind = "person" if person else "stringer"
    share = {
        "stringer_id": job["stringer_id"],
        "id": new_id(),
        "client_id": job["client_id"],
        "order_id": job["id"],
    }
    share |= {"granter_kind": kind, "person_id": person, "grantee_id": grantee, "ended_at": ended}
    _insert(connection, "order_shares", share | {"grantee_email": f"{grantee}@example.org"})
    _note(connection, {"stringer_id": job["stringer_id"], "order_share_id": share["id"]})


def _trust(connection: psycopg.Connection[Any], person: UUID, grantee: UUID, ended: Any) -> None:
    trust = {"id": new_id(), "person_id": person, "grantee_id": grantee, "ended_at": ended}
    _insert(connection, "person_stringer_share", trust | {"grantee_email": f"{grantee}@example.org"})
    _note(connection, {"person_share_id": trust["id"]})


def _note(connection: psycopg.Connection[Any], about: Row) -> None:
    for deed, quarter in (("granted", None), ("read", 1), ("revoked", None)):
        said = {"id": new_id(), "deed": deed, "quarter_hour": quarter, "actor": "somebody", "request_id": ""}
        _insert(connection, "share_audit", about | said)


def _insert(connection: psycopg.Connection[Any], table: str, row: Row) -> None:
    values = {name: str(value) if isinstance(value, UUID) else value for name, value in row.items()}
    record = f"jsonb_populate_record(null::{table}, %s || jsonb_build_object('created_at', now()))"
    connection.execute(f"insert into {table} select * from {record}", [Jsonb(values)])


def may(who: Any, command: str, row: Row, table: str, rows: dict[str, list[Row]]) -> bool:
    """Whether a granter, a grantee or anybody else gets through; also for the record of a grant."""
    wanted = row["id"] if table in GRANTS else row["order_share_id"] or row["person_share_id"]
    grant = next(grant for name in GRANTS for grant in rows[name] if grant["id"] == wanted)
    is_granter, is_grantee = _is_granter(who, grant), _same(who.stringer, grant["grantee_id"])
    is_live = grant["ended_at"] is None
    if command == "select":
        return is_granter or is_grantee
    if table in GRANTS:
        return is_live and (is_granter if command == "insert" else is_granter or is_grantee)
    noting = {"granted": is_granter, "read": is_grantee and is_live, "revoked": is_granter or is_grantee}
    return command == "insert" and noting[row["deed"]]


def _is_granter(who: Any, row: Row) -> bool:
    if row["person_id"] is not None:
        return _same(who.person, row["person_id"])
    return _same(who.stringer, row["stringer_id"])


def _same(asking: UUID | None, named: str | None) -> bool:
    return asking is not None and str(asking) == named


def shows(who: Any, table: str, row: Row, rows: dict[str, list[Row]]) -> bool:
    """Whether the window may read this row for a grantee or for a client."""
    grants = {
        name: [g for g in rows[name] if _same(who.stringer, g["grantee_id"]) and not g["ended_at"]]
        for name in GRANTS
    }
    if table in GRANTS:
        return row in grants[table]
    people = {str(who.person), *(grant["person_id"] for grant in grants["person_stringer_share"])}
    known = {
        profile["id"]: profile["stringer_id"]
        for profile in rows["client_profiles"]
        if profile["person_id"] in people
    }
    jobs = {grant["order_id"] for grant in grants["order_shares"]}
    orders = [job for job in rows["orders"] if job["id"] in jobs or job["client_id"] in known]
    known |= {grant["client_id"]: grant["stringer_id"] for grant in grants["order_shares"]}
    ids: dict[str, Any] = {
        "orders": [job["id"] for job in orders],
        "rackets": [job["racket_id"] for job in orders],
        "receipts": [job["receipt_id"] for job in orders],
        "order_extras": [job["id"] for job in orders] if who.person else [],
        "client_profiles": known,
        "stringers": {str(who.stringer), *known.values()},
    }
    return row["order_id" if table == "order_extras" else "id"] in ids.get(table, ())
