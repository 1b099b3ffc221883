"""The database's roles: who may sign in, and that nobody signs in too strong."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from rbo.platform.config import BadSetting, Settings

SETTINGS = {
    "rbo_app": "DATABASE_URL",
    "rbo_system": "DATABASE_URL_SYSTEM",
    "rbo_identity": "DATABASE_URL_IDENTITY",
    "rbo_migrator": "DATABASE_URL_DIRECT",
    "rbo_backup": "DATABASE_URL_BACKUP",
}
LOGINS = tuple(SETTINGS)
GUARDED = ("DATABASE_URL", "DATABASE_URL_SYSTEM", "DATABASE_URL_IDENTITY")
BYPASSING = ("rbo_migrator", "rbo_backup")
EXTENSIONS = ("pg_trgm", "unaccent")

TOO_STRONG = """
    select coalesce(
        case
            when me.rolsuper then 'is a superuser'
            when me.rolbypassrls then 'passes by row-level security'
            when me.rolcreaterole or me.rolcreatedb then 'may create roles or databases'
            when exists (select from pg_namespace where nspname in ('public', 'auth') and nspowner = me.oid)
              or exists (select from pg_class where relowner = me.oid and relkind in ('r', 'p', 'v', 'm'))
                then 'owns the schema'
        end,
        (select 'is a member of ' || other.rolname from pg_roles other
         where other.oid <> me.oid and pg_has_role(me.oid, other.oid, 'member')
           and (other.rolsuper or other.rolbypassrls or other.rolcreaterole or other.rolcreatedb
                or other.rolname ~ '^(rbo_(owner|window|lookup)|pg_(read|write)_all_data)$'
                or exists (select from pg_class where relowner = other.oid and relkind in ('r', 'p')))
         order by other.rolname limit 1),
        case when has_schema_privilege(me.oid, 'public', 'create') then 'may create tables' end)
    from pg_roles me where me.rolname = session_user
"""


def script() -> str:
    """The SQL that makes the roles, to be read or to be run by hand."""
    text = Path(__file__).with_name("roles.sql").read_text(encoding="utf-8")
    bypass = "".join(f"alter role {role} bypassrls;\n" for role in BYPASSING)
    return f"{text}\n-- Only a superuser can say these two.\n{bypass}"


def make_roles(admin_url: str, passwords: Mapping[str, str]) -> bool:
    """Make or mend the roles and set their passwords; False when BYPASSRLS could not be given."""
    with psycopg.connect(plain(admin_url), autocommit=True) as connection:
        connection.execute(Path(__file__).with_name("roles.sql").read_bytes())
        for role, password in passwords.items():
            verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
            connection.execute(_statement("alter role {} password {}", role, sql.Literal(verifier.decode())))
        return all(_give_bypass(connection, role) for role in BYPASSING)


def make_database(admin_url: str, name: str, template: str = "template0") -> None:
    """Make a database that `rbo_owner` owns and only the roles of RBO may enter."""
    with psycopg.connect(plain(admin_url), autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            made = "create database {} owner rbo_owner encoding 'UTF8' template {}"
            connection.execute(_statement(made, name, sql.Identifier(template)))
        connection.execute(_statement("revoke all on database {} from public", name))
        for role in LOGINS:
            connection.execute(_statement("grant connect on database {} to {}", name, sql.Identifier(role)))
    with psycopg.connect(in_database(admin_url, name), autocommit=True) as connection:
        _prepare_schema(connection)


def refuse_strong_role(setting: str, url: str) -> None:
    """Refuse to start when *url* signs in as somebody who could walk around the walls.

    Raises:
        BadSetting: the setting, the role and what is too strong about it; or that Postgres does not answer.
    """
    try:
        with psycopg.connect(plain(url), connect_timeout=5) as connection:
            found = connection.execute(TOO_STRONG).fetchone()
    except psycopg.OperationalError as error:
        place = urlsplit(url)
        reason = str(error).splitlines()[0].split(" failed: ")[-1]
        raise BadSetting(f"{setting}: Postgres at {place.hostname}:{place.port} refuses: {reason}") from error
    if found and found[0]:
        role = urlsplit(url).username
        raise BadSetting(
            f"{setting} signs in as {role}, which {found[0]}; use the roles that `rbo db roles` makes."
        )


def refuse_strong_roles(given: Settings) -> None:
    """Refuse to start when any address of the pages or the worker signs in too strong.

    Raises:
        BadSetting: the first one that does.
    """
    for name in GUARDED:
        url = getattr(given, name.lower())
        if url:
            refuse_strong_role(name, url)


def plain(url: str) -> str:
    """*url* as Postgres' own library writes it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def in_database(url: str, name: str) -> str:
    """*url*, but for another database of the same server."""
    return urlunsplit(urlsplit(plain(url))._replace(path=f"/{name}"))


def as_role(url: str, role: str, password: str) -> str:
    """*url*, but signed in as *role*, as SQLAlchemy writes it."""
    place = urlsplit(plain(url))
    address = place._replace(
        scheme="postgresql+psycopg", netloc=f"{role}:{quote(password, safe='')}@{place.hostname}:{place.port}"
    )
    return urlunsplit(address)


def login_of(url: str) -> tuple[str, str]:
    """Role and password of an address."""
    place = urlsplit(url)
    return unquote(place.username or ""), unquote(place.password or "")


def database_of(url: str) -> str:
    """The database an address leads to."""
    return urlsplit(url).path.removeprefix("/")


def _give_bypass(connection: psycopg.Connection, role: str) -> bool:
    try:
        connection.execute(_statement("alter role {} bypassrls", role))
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def _prepare_schema(connection: psycopg.Connection) -> None:
    connection.execute("alter schema public owner to rbo_owner")
    connection.execute("revoke all on schema public from public")
    connection.execute("grant usage on schema public to rbo_app, rbo_system, rbo_backup")
    connection.execute("grant usage, create on schema public to rbo_window, rbo_lookup")
    for extension in EXTENSIONS:
        connection.execute(_statement("create extension if not exists {}", extension))


def _statement(text: str, name: str, *more: sql.Composable) -> sql.Composed:
    return sql.SQL(text).format(sql.Identifier(name), *more)
