"""PgBouncer in transaction mode before the test server; RBO_TEST_PGBOUNCER=1 leads every test through it."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from rbo.platform import roles
from rbo.platform.embedded.children import start
from rbo.platform.embedded.guard import Guard
from rbo.platform.embedded.ports import answers, free_port
from tests.servers import PASSWORD

PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
POOLED = ("app", "system", "identity")
OPERATOR = "operator"
CONFIG = """
[databases]
* = host={host} port={port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {folder}/users
admin_users = {operator}
pool_mode = transaction
default_pool_size = 1
max_client_conn = 200
query_wait_timeout = 20
ignore_startup_parameters = extra_float_digits
logfile = {folder}/log
"""


@dataclass(frozen=True)
class Pooler:
    """A running pooler."""

    port: int

    def through(self, url: str) -> str:
        """*url*, but by way of the pooler."""
        place = urlsplit(url)
        signed = place.netloc.rpartition("@")[0]
        return urlunsplit(place._replace(netloc=f"{signed}@127.0.0.1:{self.port}"))

    def resize(self, connections: int) -> None:
        """So many connections to Postgres for each role."""
        here = f"postgresql://{OPERATOR}:{PASSWORD}@127.0.0.1:{self.port}/pgbouncer"
        with psycopg.connect(here, autocommit=True, prepare_threshold=None) as connection:
            connection.pgconn.exec_(f"set default_pool_size = {connections}".encode())


@contextmanager
def pgbouncer(server: str) -> Iterator[Pooler]:
    """A pooler with one connection for each role, in front of the Postgres of *server*."""
    place, folder = urlsplit(server), Path(tempfile.mkdtemp(prefix="rbo-pooler-"))
    pooler = Pooler(free_port())
    users = [f'"{role}" "{PASSWORD}"\n' for role in (*roles.LOGINS, OPERATOR)]
    (folder / "users").write_text("".join(users), encoding="utf-8")
    names = {"host": place.hostname, "port": place.port, "listen": pooler.port, "folder": folder}
    (folder / "ini").write_text(CONFIG.format(**names, operator=OPERATOR), encoding="utf-8")
    with Guard() as guard:
        child = start("pgbouncer", [str(PROGRAM), "-q", str(folder / "ini")], **_account(folder))
        guard.watch(child)
        try:
            while not answers(pooler.port):
                assert child.is_alive(), (folder / "log").read_text(encoding="utf-8")
            yield pooler
        finally:
            child.stop()
            shutil.rmtree(folder, ignore_errors=True)


def _account(folder: Path) -> dict[str, Any]:
    """PgBouncer refuses root, so root lends it the account `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    for path in (folder, *folder.iterdir()):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


@contextmanager
def pooled(addresses: dict[str, str]) -> Iterator[dict[str, str]]:
    """The addresses of those who serve pages, by way of a pooler where RBO_TEST_PGBOUNCER=1 says so."""
    if os.environ.get("RBO_TEST_PGBOUNCER") != "1":
        yield addresses
        return
    with pgbouncer(addresses["superuser"]) as pooler:
        os.environ["RBO_TEST_POOLER_PORT"] = str(pooler.port)
        yield addresses | {role: pooler.through(addresses[role]) for role in POOLED}


@pytest.fixture
def two_connections() -> Iterator[None]:
    """For a test that itself needs two transactions at once."""
    port = os.environ.get("RBO_TEST_POOLER_PORT")
    if port:
        Pooler(int(port)).resize(2)
    yield
    if port:
        Pooler(int(port)).resize(1)
