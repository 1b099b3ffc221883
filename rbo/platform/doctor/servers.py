"""Python, Postgres and Redis."""

import platform
from collections.abc import Mapping

import psycopg
import redis
from flask_babel import gettext as _

from rbo.platform import roles
from rbo.platform.config import BadSetting
from rbo.platform.doctor.finding import Finding, missing, ok, weak
from rbo.platform.embedded.binaries import postgres_folder, redis_program
from rbo.platform.embedded.trouble import ServiceTrouble

OLDEST_POSTGRES = 15
FULL = 0.8
USUAL_PROCESSES = 6  # two of a site, the relay, three workers
OF_ONE_PROCESS = 12  # a site's: four threads, each with a connection of three roles at most
FULLNESS = """
    select count(*), current_setting('max_connections')::int, current_setting('statement_timeout')
    from pg_stat_activity where backend_type = 'client backend' or backend_type is null
"""


def python() -> Finding:
    """The interpreter."""
    return ok("Python", platform.python_version())


def postgres(environ: Mapping[str, str]) -> Finding:
    """The given server, or one that could be started."""
    url = environ.get("DATABASE_URL")
    try:
        if not url:
            return ok("Postgres", _("RBO starts its own, from %(folder)s", folder=postgres_folder()))
        with psycopg.connect(roles.plain(url), connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
    except ServiceTrouble as trouble:
        return missing("Postgres", str(trouble), "pip install 'rbo[embedded]'")
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        return missing(
            "Postgres",
            _("%(name)s leads nowhere: %(reason)s", name="DATABASE_URL", reason=reason),
            _("start the server or correct %(name)s", name="DATABASE_URL"),
        )
    if version < OLDEST_POSTGRES:
        return missing(
            "Postgres",
            _("%(version)s is too old.", version=version),
            _("upgrade the server to %(version)s or newer", version=OLDEST_POSTGRES),
        )
    return ok("Postgres", _("version %(version)s answers at DATABASE_URL", version=version))


def connections(environ: Mapping[str, str], processes: int = USUAL_PROCESSES) -> list[Finding]:
    """How full the given server is, and may get from *processes* that no pooler holds back.

    It is looked at from inside, so that a pooler before it changes nothing.
    """
    url = environ.get("DATABASE_URL")
    if not url:
        return []
    try:
        with psycopg.connect(roles.plain(url), connect_timeout=5) as connection:
            taken, most, timeout = connection.execute(FULLNESS).fetchone() or (0, 1, "0")
    except psycopg.Error:
        return []  # said already, of Postgres itself
    return [_fullness(taken, most, timeout, processes)]


def _fullness(taken: int, most: int, timeout: str, processes: int) -> Finding:
    if timeout == "0":
        return weak("Connections", "A statement may run for ever.", "rbo db roles sets the roles' timeouts")
    more = "put PgBouncer before it (docs/operations.md), or raise max_connections"
    if taken > most * FULL:
        return weak("Connections", f"{taken} of Postgres' {most} are taken.", more)
    if processes * OF_ONE_PROCESS > most * FULL:
        wanted = f"{processes} processes may want {processes * OF_ONE_PROCESS} of Postgres' {most}."
        return weak("Connections", wanted, more)
    return ok("Connections", f"{taken} of {most} taken, {timeout} for a statement")


def redis_server(environ: Mapping[str, str]) -> Finding:
    """The given server, or one that could be started."""
    url = environ.get("REDIS_URL")
    try:
        if not url:
            return ok("Redis", _("RBO starts its own, from %(folder)s", folder=redis_program()))
        with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
    except ServiceTrouble as trouble:
        return missing("Redis", str(trouble), "pip install 'rbo[embedded]'")
    except (redis.RedisError, ValueError) as error:
        return missing(
            "Redis",
            _("%(name)s leads nowhere: %(reason)s", name="REDIS_URL", reason=error),
            _("start the server or correct %(name)s", name="REDIS_URL"),
        )
    return ok("Redis", _("answers at REDIS_URL"))


def signed_in_roles(environ: Mapping[str, str]) -> list[Finding]:
    """Nobody signs in too strong."""
    given = [name for name in roles.GUARDED if environ.get(name)]
    return [_role(name, environ[name]) for name in given]


def _role(name: str, url: str) -> Finding:
    try:
        roles.refuse_strong_role(name, url)
    except BadSetting as bad:
        return missing(
            _("Roles"), str(bad), _("rbo db roles, then let %(name)s sign in as one of them", name=name)
        )
    role = roles.login_of(url)[0]
    return ok(_("Roles"), _("%(name)s signs in as %(role)s, who owns nothing", name=name, role=role))
