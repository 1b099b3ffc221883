"""One Valkey or Redis server on the loopback, as a child of this process; it keeps its queue over a crash."""

import signal
import time
from dataclasses import dataclass, field
from pathlib import Path

from rbo.platform.embedded.binaries import redis_program
from rbo.platform.embedded.children import Child, last_words, start, stop_orphan
from rbo.platform.embedded.keys import kept_secret
from rbo.platform.embedded.ports import answers, free_port
from rbo.platform.embedded.trouble import ServiceTrouble


@dataclass
class Valkey:
    """The server of one data folder; `start` it, take its `url`, `stop` it."""

    data_dir: Path
    throw_away: bool = False
    port: int = 0
    child: Child | None = field(default=None, init=False)

    def start(self) -> None:
        """Run it on a free port."""
        folder = self.data_dir / "redis"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        stop_orphan(folder / "pid", str(folder), signal.SIGTERM)
        self.port = free_port()
        settings = folder / "redis.conf"
        settings.touch(mode=0o600)
        settings.write_text(self._settings(folder))
        self.child = start("redis", [str(redis_program()), str(settings)], folder / "log", cwd=folder)
        (folder / "pid").write_text(str(self.child.process.pid))
        _wait_until_ready(self.child, self.port, folder / "log")

    def url(self, number: int = 0) -> str:
        """Address of one of its numbered databases."""
        return f"redis://:{kept_secret(self.data_dir, 'redis')}@127.0.0.1:{self.port}/{number}"

    def stop(self) -> None:
        """End it."""
        if self.child:
            self.child.stop()

    def _settings(self, folder: Path) -> str:
        keep = "no" if self.throw_away else "yes"
        return f"""
            port {self.port}
            bind 127.0.0.1
            dir "{folder}"
            requirepass {kept_secret(self.data_dir, "redis")}
            databases 64
            save ""
            appendonly {keep}
            appendfsync everysec
            set-proc-title no
        """


def _wait_until_ready(child: Child, port: int, log: Path, timeout_s: float = 20) -> None:
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline and child.is_alive():
        if answers(port):
            return
        time.sleep(0.02)
    child.stop()
    raise ServiceTrouble(f"Redis did not start; its last words in {log}: {last_words(log)}")
