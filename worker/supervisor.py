"""One process that forks the others, passes signals on, and starts again what has died."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress

from worker.processes import die_with_parent

log = logging.getLogger(__name__)
PATIENCE_S = (0.5, 30.0)
HEALTHY_S = 60


class Supervisor:
    """Keeps one child per name running until SIGTERM or SIGINT; a second signal is passed on too."""

    def __init__(self, names: tuple[str, ...], serve: Callable[[str], None]) -> None:
        self.names = names
        self.serve = serve
        self.children: dict[int, str] = {}
        self.started_at: dict[str, float] = {}
        self.is_stopping = False
        self.pause_s = PATIENCE_S[0]

    def run(self) -> None:
        """Fork, watch, and return once every child has ended."""
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self._pass_on)
        for name in self.names:
            self._fork(name)
        while self.children:
            pid, status = os.wait()
            self._ended(self.children.pop(pid, ""), status)

    def _ended(self, name: str, status: int) -> None:
        if not name or self.is_stopping:
            return
        log.error("The process %s ended with status %s and is started again.", name, status)
        self._wait_before(name)
        if not self.is_stopping:
            self._fork(name)

    def _wait_before(self, name: str) -> None:
        now = time.monotonic()
        lived_s = now - self.started_at[name]
        self.pause_s = PATIENCE_S[0] if lived_s > HEALTHY_S else min(self.pause_s * 2, PATIENCE_S[1])
        while time.monotonic() < now + self.pause_s and not self.is_stopping:
            time.sleep(0.1)

    def _fork(self, name: str) -> None:
        parent = os.getpid()
        self.started_at[name] = time.monotonic()
        pid = os.fork()
        if pid:
            self.children[pid] = name
            if self.is_stopping:
                self._pass_on(signal.SIGTERM, None)
            return
        self._be_child(name, parent)

    def _be_child(self, name: str, parent: int) -> None:
        code = 1
        try:
            os.setsid()  # the terminal's Ctrl-C reaches the parent alone, who passes it on once
            for signum in (signal.SIGTERM, signal.SIGINT):
                signal.signal(signum, signal.SIG_DFL)
            die_with_parent(parent)
            self.serve(name)
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        except BaseException:
            log.exception("The process %s failed.", name)
        finally:
            logging.shutdown()
            os._exit(code)

    def _pass_on(self, signum: int, _frame: object) -> None:
        self.is_stopping = True
        for pid in list(self.children):
            with suppress(ProcessLookupError):
                os.kill(pid, signum)
