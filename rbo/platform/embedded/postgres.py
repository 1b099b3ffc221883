"""One Postgres server on the loopback, as a child of this process."""

import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rbo.platform.embedded.account import Account, account_for, reachable
from rbo.platform.embedded.binaries import postgres_folder
from rbo.platform.embedded.children import Child, last_words, start, stop_orphan
from rbo.platform.embedded.keys import has_secret, kept_secret
from rbo.platform.embedded.ports import free_port
from rbo.platform.embedded.trouble import ServiceTrouble

PLAIN = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/"}
THROW_AWAY = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "max_connections=300",
    "scram_iterations=1",  # its passwords live as long as it does: no connection pays for slow guesses
)


@dataclass
class Postgres:
    """The server of one data folder; `start` it, take its `url`, `stop` it."""

    data_dir: Path
    throw_away: bool = False
    port: int = 0
    child: Child | None = field(default=None, init=False)

    def start(self) -> None:
        """Make the cluster the first time, then run it on a free port."""
        account = account_for(self.data_dir)
        programs = reachable(postgres_folder(), account)
        cluster = account.home / "pg"
        log = account.home / "postgres.log"
        if cluster.parent != self.data_dir and not has_secret(self.data_dir, "postgres"):
            shutil.rmtree(cluster, ignore_errors=True)  # its data folder was removed, so is the cluster
        if not (cluster / "PG_VERSION").exists():
            password = kept_secret(self.data_dir, "postgres")
            _make_cluster(programs, cluster, account, password, self._hurry())
        stop_orphan(cluster / "postmaster.pid", str(cluster), signal.SIGINT)
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        self.port = free_port()
        command = [str(programs / "postgres"), "-D", str(cluster), *self._options()]
        self.child = start("postgres", command, log, signal.SIGINT, cwd="/", env=PLAIN, **account.popen)
        _wait_until_ready(self.child, cluster / "postmaster.pid", log)

    def url(self, database: str = "postgres") -> str:
        """Address of a database for the superuser."""
        password = kept_secret(self.data_dir, "postgres")
        return f"postgresql://postgres:{password}@127.0.0.1:{self.port}/{database}"

    def stop(self) -> None:
        """End it; every connection is closed."""
        if self.child:
            self.child.stop()
        if self.throw_away:
            shutil.rmtree(self.home, ignore_errors=True)

    @property
    def home(self) -> Path:
        """Where its files lie."""
        return account_for(self.data_dir).home

    def _options(self) -> list[str]:
        chosen = [
            "listen_addresses=127.0.0.1",
            f"port={self.port}",
            "unix_socket_directories=",
            "timezone=UTC",
            "log_timezone=UTC",
        ]
        return [*_each(chosen), *self._hurry()]

    def _hurry(self) -> list[str]:
        return _each(THROW_AWAY) if self.throw_away else []


def _each(options: Iterable[str]) -> list[str]:
    return [part for option in options for part in ("-c", option)]


def _make_cluster(
    programs: Path, cluster: Path, account: Account, password: str, options: Iterable[str]
) -> None:
    shutil.rmtree(cluster, ignore_errors=True)
    cluster.mkdir(mode=0o700)
    account.own(cluster)
    slip = account.home / "first.password"
    slip.touch(mode=0o600)
    slip.write_text(password)
    account.own(slip)
    command = [str(programs / "initdb"), "-D", str(cluster), "-U", "postgres", "-A", "scram-sha-256"]
    command += [
        "--pwfile",
        str(slip),
        "-E",
        "UTF8",
        "--locale-provider=libc",
        "--locale=C.UTF-8",
        "--no-sync",
        *options,
    ]
    made = subprocess.run(  # type: ignore[call-overload]
        command,
        cwd="/",
        env=PLAIN,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **account.popen,
    )
    slip.unlink()
    if made.returncode:
        shutil.rmtree(cluster, ignore_errors=True)
        raise ServiceTrouble(
            f"Postgres could not make its data folder {cluster}: {' '.join(made.stderr.split())}"
        )


def _wait_until_ready(child: Child, pid_file: Path, log: Path, timeout_s: float = 60) -> None:
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline and child.is_alive():
        lines = pid_file.read_text().splitlines() if pid_file.exists() else []
        if len(lines) > 7 and lines[7].strip() == "ready":
            return
        time.sleep(0.02)
    child.stop()
    raise ServiceTrouble(f"Postgres did not start; its last words in {log}: {last_words(log)}")
