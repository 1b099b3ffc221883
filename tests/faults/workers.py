"""Workers in processes of their own, and a way to kill them at a named point."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from rbo.platform.config import Settings
from rbo.platform.jobs.queues import WORKERS
from tests.faults import worker
from tests.faults.kit import wait_for
from tests.nursery import NURSERY


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """What a process of this test installation is told."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": os.environ.get("HOME", "/"),
        "RBO_ENV": "test",
        "SECRET_KEY": settings.secret_key,
        "RBO_DATA_KEYS": settings.data_keys,
        "RBO_DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "DATABASE_URL_SYSTEM": settings.database_url_system,
        "DATABASE_URL_IDENTITY": settings.database_url_identity,
        "REDIS_URL": settings.redis_url,
        "RBO_LEASE_S": str(settings.lease_s),
        "PUBLIC_URL": settings.public_url,
        "SMTP_PORT": str(settings.smtp_port),
        **more,
    }


class Crew:
    """A running worker and every process below it."""

    def __init__(self, folder: Path, environ: Mapping[str, str], *names: str) -> None:
        self.crash_file = folder / "crash-at"
        self.log = folder / "worker.log"
        self.number = len(names) or len(WORKERS)
        known = {**environ, "RBO_CRASH_AT": f"@{self.crash_file}"}
        self.log.touch()
        self._process = NURSERY.Process(target=worker.be, args=(known, self.log, names))
        self._process.start()
        self.me = psutil.Process(self._process.pid)

    def crash_at(self, point: str) -> None:
        """Let whichever process comes to *point* next die there."""
        self.crash_file.write_text(point)

    def wait_for_crash(self) -> None:
        """Until somebody has died at the wanted point."""
        wait_for(lambda: not self.crash_file.exists(), 30, self.log.read_text)

    def children(self) -> list[psutil.Process]:
        """The processes that the supervisor forked, once all are there."""
        wait_for(lambda: len(self.me.children()) == self.number, 60, self.log.read_text)
        return list(self.me.children())

    def horses(self) -> list[psutil.Process]:
        """Work horses at work under the supervisor's children; each look goes through all of a machine."""
        children = self.children()
        return [process for process in self.me.children(recursive=True) if process not in children]

    def wait(self, seconds: int = 60) -> int | None:
        """How it ended; None when it has not."""
        self._process.join(seconds)
        return self._process.exitcode

    def stop(self) -> None:
        """Kill what is still there."""
        family = []
        with suppress(psutil.NoSuchProcess):
            family = [self.me, *self.me.children(recursive=True)]
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        self.wait(10)
        psutil.wait_procs(family, 10)


@contextmanager
def crew(folder: Path, environ: Mapping[str, str], *names: str) -> Iterator[Crew]:
    """Workers for the length of the block."""
    running = Crew(folder, environ, *names)
    try:
        yield running
    finally:
        running.stop()
