"""A process that outlives a killed starter just long enough to end its children.

It is run as a plain script. Each line it reads is `<pid> <signal>` or a folder to remove; when its input ends
without a `done`, whoever started it is gone: every process named so far is ended, every folder removed.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rbo.platform.embedded.children import Child


class Guard:
    """Ends every watched child when this process is killed; inside `with` only."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-I", __file__],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
            bufsize=1,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._say("done")
        self._process.wait(10)

    def watch(self, child: "Child | None") -> None:
        """End *child* too."""
        if child:
            self._say(f"{child.process.pid} {int(child.polite)}")

    def sweep(self, folder: Path) -> None:
        """Remove *folder* too."""
        self._say(str(folder))

    def _say(self, line: str) -> None:
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.write(f"{line}\n")
            if line == "done":
                self._process.stdin.close()


def main() -> None:
    """Read names of children until the starter is done or gone."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    said = [line.rstrip("\n") for line in sys.stdin]
    if said[-1:] == ["done"]:
        return
    folders = [line for line in said if line.startswith("/")]
    _end([(int(pid), int(polite)) for pid, polite in (line.split() for line in said if line not in folders)])
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _end(watched: list[tuple[int, int]]) -> None:
    for pid, polite in reversed(watched):
        _send(pid, polite)
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and any(_send(pid, 0) for pid, _ in watched):
        time.sleep(0.1)
    for pid, _ in watched:
        _send(-pid, signal.SIGKILL)  # the whole group


def _send(pid: int, which: int) -> bool:
    try:
        os.kill(pid, which)
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main()
