"""The chain for Postgres and Redis: the address that is given, else a running server, else one of our own."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from rbo.platform import roles
from rbo.platform.embedded import state
from rbo.platform.embedded.guard import Guard
from rbo.platform.embedded.keys import kept_secret
from rbo.platform.embedded.postgres import Postgres
from rbo.platform.embedded.trouble import ServiceTrouble
from rbo.platform.embedded.valkey import Valkey
from rbo.platform.environment import data_dir

DATABASE = "rbo"
ADMIN = "DATABASE_URL_SUPERUSER"


def wants_embedded(environ: Mapping[str, str]) -> bool:
    """Whether this environment leaves a server to us."""
    return _is_dev(environ) and not (environ.get("DATABASE_URL") and environ.get("REDIS_URL"))


@contextmanager
def borrowed(environ: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """*environ* with every address filled in: of running servers, or of ones that stop with the `with`."""
    if not wants_embedded(environ):
        yield with_secret(environ)
        return
    folder = data_dir(environ)
    try:
        with state.only_one(folder), Guard() as guard, started(environ, guard) as complete:
            state.tell(folder, new_in(complete, environ))
            yield complete
    except state.AlreadyRunning:
        yield {**with_secret(environ), **addresses_of_another(folder)}


@contextmanager
def started(environ: Mapping[str, str], guard: Guard) -> Iterator[dict[str, str]]:
    """*environ* with the addresses of the servers started here; they stop at the end of `with`."""
    folder = data_dir(environ)
    complete = with_secret(environ)
    with ExitStack() as stopping:
        if not environ.get("DATABASE_URL"):
            postgres = Postgres(folder)
            stopping.callback(postgres.stop)
            postgres.start()
            guard.watch(postgres.child)
            complete |= _databases(folder, postgres)
        if not environ.get("REDIS_URL"):
            redis = Valkey(folder)
            stopping.callback(redis.stop)
            redis.start()
            guard.watch(redis.child)
            complete["REDIS_URL"] = redis.url()
        yield complete


def new_in(complete: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """What *complete* says beyond *environ*."""
    return {name: value for name, value in complete.items() if environ.get(name) != value}


def with_secret(environ: Mapping[str, str]) -> dict[str, str]:
    """*environ* with secrets of its own where development leaves them out."""
    complete = dict(environ)
    for name in ("SECRET_KEY", "RBO_DATA_KEYS"):
        if _is_dev(environ) and not environ.get(name):
            complete[name] = kept_secret(data_dir(environ), name)
    return complete


def _is_dev(environ: Mapping[str, str]) -> bool:
    return (environ.get("RBO_ENV") or "dev") == "dev"


def _databases(folder: Path, postgres: Postgres) -> dict[str, str]:
    passwords = {role: kept_secret(folder, role) for role in roles.LOGINS}
    roles.make_roles(postgres.url(), passwords)
    roles.make_database(postgres.url(), DATABASE)
    here = postgres.url(DATABASE)
    signed_in = {name: roles.as_role(here, role, passwords[role]) for role, name in roles.SETTINGS.items()}
    return {**signed_in, ADMIN: here}


def addresses_of_another(folder: Path) -> dict[str, str]:
    """Addresses of the servers that another process runs."""
    addresses = state.told(folder)
    if not addresses:
        raise ServiceTrouble(f"Another RBO is starting or stopping in {folder}; try again in a moment.")
    return addresses
