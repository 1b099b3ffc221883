"""`rbo dev`: one command opens the site, and nothing of it outlives it."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from rbo.platform.embedded.ports import free_port
from rbo.platform.embedded.postgres import Postgres
from tests.nursery import rbo
from tests.source import ROOT

END_S = 60
pytestmark = pytest.mark.timeout(300)


def environ_of(folder: Path, port: int) -> dict[str, str]:
    """As little as a fresh machine gives."""
    return {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "RBO_DATA_DIR": str(folder),
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def running(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], list[psutil.Process]]]:
    """`rbo dev --empty`, open, and every process that belongs to it."""
    command = [sys.executable, "-m", "rbo.cli", "dev", "--empty"]
    dev = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environ_of(folder, port),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert dev.stdout
    try:
        said = iter(dev.stdout.readline, "")
        assert any("Ctrl-C stops everything" in line for line in said), "it ended before it was open"
        yield dev, psutil.Process(dev.pid).children(recursive=True)
    finally:
        if dev.poll() is None:
            dev.terminate()
        dev.communicate(timeout=END_S)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder whose servers leave nothing behind."""
    path = tmp_path_factory.mktemp("dev")
    yield path
    Postgres(path, throw_away=True).stop()


def words_of(process: psutil.Process) -> list[str]:
    """Its command; none when it has ended meanwhile, as a database's connection may."""
    with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
        words: list[str] = process.cmdline()
        return words
    return []


def name_of(process: psutil.Process) -> str:
    """The program it runs."""
    return Path(words_of(process)[0]).name if words_of(process) else ""


def terminate(dev: subprocess.Popen[str], family: list[psutil.Process]) -> None:
    """What a service manager sends."""
    dev.terminate()


def kill(dev: subprocess.Popen[str], family: list[psutil.Process]) -> None:
    """The end without a word."""
    dev.kill()


def kill_the_worker(dev: subprocess.Popen[str], family: list[psutil.Process]) -> None:
    """A crash of a part."""
    next(child for child in family if words_of(child)[-1:] == ["worker"]).kill()


@pytest.mark.parametrize("end", [terminate, kill, kill_the_worker])
def test_nothing_outlives_it(end: Callable[..., None], folder: Path) -> None:
    port = free_port()
    with running(folder, port) as (dev, family):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=30) as answer:
            assert answer.status == 200
        assert {"postgres", "valkey-server"} <= {name_of(process) for process in family}
        end(dev, family)
        dev.communicate(timeout=END_S)
    _, alive = psutil.wait_procs(family, timeout=END_S)
    assert alive == []


def test_it_runs_once_other_commands_find_its_servers_and_ctrl_c_stops_all(folder: Path) -> None:
    port = free_port()
    with running(folder, port) as (dev, family):
        second = rbo("dev", "--empty", **environ_of(folder, port))
        elsewhere = rbo("dev", "--empty", **environ_of(folder / "second", port))
        other = rbo("outbox", **environ_of(folder, port))
        dev.send_signal(signal.SIGINT)
        dev.communicate(timeout=END_S)

    assert (second.returncode, elsewhere.returncode, other.returncode) == (1, 1, 0)
    assert f"already runs at http://127.0.0.1:{port}" in second.stderr
    assert f"Port {port} is taken" in elsewhere.stderr
    assert f"PORT={port + 1}" in elsewhere.stderr
    assert psutil.wait_procs(family, timeout=END_S)[1] == []
