"""A Postgres and a Redis that one test may stop, flush and start again, always on the same port."""

from __future__ import annotations

import dataclasses
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest.mock import patch

from rbo.platform import roles
from rbo.platform.config import Settings
from rbo.platform.embedded.account import account_for
from rbo.platform.embedded.guard import Guard
from rbo.platform.embedded.postgres import Postgres
from rbo.platform.embedded.valkey import Valkey
from rbo.platform.migrate import upgrade
from tests.servers import PASSWORD

STOPS = {"fast": signal.SIGINT, "immediate": signal.SIGQUIT}
NAME = "rbo_own"


class OwnRedis:
    """Redis without a memory that outlives it."""

    def __init__(self, server: Valkey) -> None:
        self.server = server
        self.url = server.url()

    def stop(self) -> None:
        """Gone, with all it knew."""
        self.server.stop()

    def start(self) -> None:
        """There again, where it was, empty."""
        with patch("rbo.platform.embedded.valkey.free_port", return_value=self.server.port):
            self.server.start()


class OwnPostgres:
    """Postgres with RBO's roles and schema."""

    def __init__(self, server: Postgres) -> None:
        self.server = server
        admin = server.url()
        roles.make_roles(admin, dict.fromkeys(roles.LOGINS, PASSWORD))
        roles.make_database(admin, NAME)
        self.superuser = roles.in_database(admin, NAME)
        upgrade(self.url("migrator"))

    def url(self, role: str) -> str:
        """The address of a role."""
        return roles.as_role(self.superuser, f"rbo_{role}", PASSWORD)

    def restart(self, how: str) -> None:
        """As `pg_ctl restart -m fast` or `-m immediate`."""
        child = self.server.child
        assert child
        child.process.send_signal(STOPS[how])
        child.process.wait(20)
        with patch("rbo.platform.embedded.postgres.free_port", return_value=self.server.port):
            self.server.start()

    def settings(self, known: Settings) -> Settings:
        """*known*, on this server."""
        return dataclasses.replace(
            known,
            database_url=self.url("app"),
            database_url_system=self.url("system"),
            database_url_identity=self.url("identity"),
        )


@contextmanager
def own_redis(folder: Path) -> Iterator[OwnRedis]:
    """A Redis for the length of the block."""
    server = Valkey(folder, throw_away=True)
    with _running(server):
        yield OwnRedis(server)


@contextmanager
def own_postgres(folder: Path) -> Iterator[OwnPostgres]:
    """A Postgres for the length of the block, which keeps its commits over a crash."""
    try:
        with kept_postgres(folder) as postgres:
            yield postgres
    finally:
        shutil.rmtree(account_for(folder).home)


@contextmanager
def kept_postgres(folder: Path) -> Iterator[OwnPostgres]:
    """The Postgres of *folder* for the length of the block; it is still there for the next."""
    server = Postgres(folder)
    with _running(server):
        yield OwnPostgres(server)


@contextmanager
def _running(server: Postgres | Valkey) -> Iterator[None]:
    with ExitStack() as stack:
        guard = stack.enter_context(Guard())
        server.start()
        stack.callback(server.stop)
        guard.watch(server.child)
        yield
