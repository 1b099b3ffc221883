"""Python, Postgres and Redis."""

import platform
from collections.abc import Mapping

import psycopg
import redis

from rbo.platform import roles
from rbo.platform.config import BadSetting
from rbo.platform.doctor.finding import Finding, missing, ok
from rbo.platform.embedded.binaries import postgres_folder, redis_program
from rbo.platform.embedded.trouble import ServiceTrouble

OLDEST_POSTGRES = 15


def python() -> Finding:
    """The interpreter."""
    return ok("Python", platform.python_version())


def postgres(environ: Mapping[str, str]) -> Finding:
    """The given server, or one that could be started."""
    url = environ.get("DATABASE_URL")
    try:
        if not url:
            return ok("Postgres", f"RBO starts its own, from {postgres_folder()}")
        with psycopg.connect(roles.plain(url), connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
    except ServiceTrouble as trouble:
        return missing("Postgres", str(trouble), "pip install 'rbo[embedded]'")
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        return missing(
            "Postgres", f"DATABASE_URL leads nowhere: {reason}", "start the server or correct DATABASE_URL"
        )
    if version < OLDEST_POSTGRES:
        return missing(
            "Postgres", f"{version} is too old.", f"upgrade the server to {OLDEST_POSTGRES} or newer"
        )
    return ok("Postgres", f"version {version} answers at DATABASE_URL")


def redis_server(environ: Mapping[str, str]) -> Finding:
    """The given server, or one that could be started."""
    url = environ.get("REDIS_URL")
    try:
        if not url:
            return ok("Redis", f"RBO starts its own, {redis_program()}")
        with redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2) as client:
            client.ping()
    except ServiceTrouble as trouble:
        return missing("Redis", str(trouble), "pip install 'rbo[embedded]'")
    except (redis.RedisError, ValueError) as error:
        return missing("Redis", f"REDIS_URL leads nowhere: {error}", "start the server or correct REDIS_URL")
    return ok("Redis", "answers at REDIS_URL")


def signed_in_roles(environ: Mapping[str, str]) -> list[Finding]:
    """Nobody signs in too strong."""
    given = [name for name in roles.GUARDED if environ.get(name)]
    return [_role(name, environ[name]) for name in given]


def _role(name: str, url: str) -> Finding:
    try:
        roles.refuse_strong_role(name, url)
    except BadSetting as bad:
        return missing("Roles", str(bad), f"rbo db roles, then let {name} sign in as one of them")
    return ok("Roles", f"{name} signs in as {roles.login_of(url)[0]}, who owns nothing")
