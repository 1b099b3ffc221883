"""What the catalog must say about every table, policy, function and role; each check names what is wrong."""

from __future__ import annotations

from rbo.platform.rows import HOUSE
from tests.walls.catalog import COMMANDS, Connection, foreign_keys, policies

GLOBAL = {
    "catalogue_imports": "foreign catalogues, before anybody's book",
    "admin_audit_log": "what admins did, whomever it was about",
    "logins": "a login belongs to a stringer, a person or both",
    "outbox_pauses": "the way out is closed for everybody at once",
    "person_stringer_share": "between a client and a stringer",
    "persons": "one human, known to several stringers",
    "schedule_runs": "the clock of the installation",
    "share_audit": "between whoever lets look and whoever looks",
    "stringers": "the root of every book",
}
OPEN_TO_THE_APP = {"outbox_pauses"}
SECOND_POLICIES = {"persons_app_select_accepted"}
GLOBALLY_UNIQUE = {
    "pk_catalogue_imports",
    "uq_catalogue_imports_content",
    "pk_admin_audit_log",
    "pk_logins",
    "pk_outbox_pauses",
    "pk_person_stringer_share",
    "pk_persons",
    "pk_schedule_runs",
    "pk_share_audit",
    "pk_stringers",
    "uq_person_stringer_share_email",
    "uq_person_stringer_share_grantee",
    "uq_persons_claim_token",
    "uq_persons_gotrue_user_id",
    "uq_persons_verified_email",
    "uq_stringers_email",
    "uq_stringers_gotrue_user_id",
}
POINTING_AT_ROOTS = {"person_stringer_share", "persons", "stringers"}

UNWALLED = """
    select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and relname <> 'alembic_version' and not (relrowsecurity and relforcerowsecurity)
"""
OWNED = """
    select attrelid::regclass::text from pg_attribute join pg_class on pg_class.oid = attrelid
    where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and attname = 'stringer_id' and atttypid = 'uuid'::regtype and attnotnull
"""
ALL_TABLES = """
    select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace
        and relname <> 'alembic_version'
"""
UNIQUE = """
    select index.relname, array(select attname::text from unnest(indkey) with ordinality as k(number, place)
        left join pg_attribute on attrelid = indrelid and attnum = number order by place)
    from pg_index join pg_class as index on index.oid = indexrelid
    where indisunique and index.relnamespace = 'public'::regnamespace
        and index.relname <> 'alembic_version_pkc'
"""
INDEXED = """
    select indrelid::regclass::text from pg_index
    join pg_attribute on attrelid = indrelid and attnum = indkey[0] where attname = 'stringer_id'
"""
STRANGE_OBJECTS = """
    select 'relation ' || relname from pg_class
    where relkind in ('m', 'f', 'p', 'S')
        and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
    union all select 'child ' || inhrelid::regclass from pg_inherits join pg_class on oid = inhrelid
        where relnamespace = 'public'::regnamespace and relkind = 'r'
    union all select 'large object ' || oid from pg_largeobject_metadata
    union all select 'foreign server ' || srvname from pg_foreign_server
"""
DEFINERS = """
    select proname, pg_get_userbyid(proowner), array_to_string(proconfig, ','),
        array(select coalesce(nullif(grantee, 0)::regrole::text, 'public') from aclexplode(proacl)
            where privilege_type = 'EXECUTE' and grantee <> proowner)
    from pg_proc where prosecdef and pronamespace in ('public'::regnamespace, 'auth'::regnamespace)
    order by proname
"""
BODIES = """
    select proname, pg_get_function_identity_arguments(oid), provolatile, prosrc from pg_proc
    where prosecdef and pronamespace in ('public'::regnamespace, 'auth'::regnamespace) order by 1, 2
"""
VIEWS = """
    select relname, pg_get_userbyid(relowner), reloptions from pg_class
    where relkind = 'v' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace) order by relname
"""
OWNERS = """
    select distinct pg_get_userbyid(relowner) from pg_class
    where relkind <> 'v' and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
"""


def names(connection: Connection, query: str) -> list[str]:
    """The first column."""
    return sorted(row[0] for row in connection.execute(query))


def unforced_tables(connection: Connection) -> list[str]:
    """Tables on which row-level security is off, or does not hold for their owner."""
    return names(connection, UNWALLED)


def ownerless_tables(connection: Connection) -> list[str]:
    """Tables in nobody's book that are not on the short list."""
    return sorted(set(names(connection, ALL_TABLES)) - set(names(connection, OWNED)) - set(GLOBAL))


def careless_policies(connection: Connection) -> list[str]:
    """Policies of the app that are open, unchecked, for several roles or more than one to a command."""
    wrong, seen = [], set()
    for policy in policies(connection):
        place = (policy.table, policy.role, policy.command)
        writes = policy.command in ("insert", "update")
        is_plain = policy.is_plain and policy.command in COMMANDS and policy.role.startswith("rbo_")
        rules = [rule for rule in (policy.rule, policy.check) if rule]
        asks = all("current_stringer()" in rule or "current_person()" in rule for rule in rules)
        is_open = policy.role == "rbo_app" and not asks and policy.table not in OPEN_TO_THE_APP
        again = place in seen and policy.name not in SECOND_POLICIES
        if is_open or again or not is_plain or writes != bool(policy.check):
            wrong.append(policy.name)
        seen.add(place)
    return wrong


def shared_tables(connection: Connection) -> list[str]:
    """Tables whose house rows every stringer reads."""
    reading = [p for p in policies(connection) if p.role == "rbo_app" and p.command == "select"]
    return sorted(p.table for p in reading if str(HOUSE) in p.rule)


def tenantless_foreign_keys(connection: Connection) -> list[str]:
    """Foreign keys between books that do not carry the stringer."""
    keys = [key for key in foreign_keys(connection) if key.target not in POINTING_AT_ROOTS]
    return [key.name for key in keys if "stringer_id" not in key.targets]


def global_uniques(connection: Connection) -> list[str]:
    """Unique keys in which one stringer could meet another's values."""
    found = connection.execute(UNIQUE).fetchall()
    return sorted(name for name, keys in found if keys[0] != "stringer_id" and name not in GLOBALLY_UNIQUE)
