"""One process that forks the others, passes signals on, and starts again what has died."""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from worker.processes import die_with_parent

log = logging.getLogger(__name__)
PATIENCE_S = (0.5, 30.0)
HEALTHY_S = 60
LOOK_EVERY_S = 0.1
STOPPING = (signal.SIGTERM, signal.SIGINT)


class Supervisor:
    """Keeps one child per name running until SIGTERM or SIGINT; a second signal is passed on too."""

    def __init__(self, names: tuple[str, ...], serve: Callable[[str], None]) -> None:
        self.names = names
        self.serve = serve
        self.children: dict[int, str] = {}
        self.started_at: dict[str, float] = {}
        self.pause_s = dict.fromkeys(names, PATIENCE_S[0])
        self.due_at: dict[str, float] = {}
        self.is_stopping = False

    def run(self) -> None:
        """Fork, watch, and return once every child has ended."""
        for signum in STOPPING:
            signal.signal(signum, self._pass_on)
        for name in self.names:
            self._fork(name)
        while self._has_work():
            pid, status = self._wait()
            self._ended(self.children.pop(pid, ""), status)
            self._fork_due()

    def _has_work(self) -> bool:
        if self.is_stopping:
            self.due_at.clear()
        return bool(self.children or self.due_at)

    def _wait(self) -> tuple[int, int]:
        # Not os.wait(): a signal on its threshold would be heard only when a child has ended by itself.
        ended = os.waitpid(-1, os.WNOHANG) if self.children else (0, 0)
        if ended == (0, 0):
            time.sleep(LOOK_EVERY_S)
        return ended

    def _ended(self, name: str, status: int) -> None:
        if not name or self.is_stopping:
            return
        log.error("The process %s ended with status %s and is started again.", name, status)
        now = time.monotonic()
        was_healthy = now - self.started_at[name] > HEALTHY_S
        self.pause_s[name] = PATIENCE_S[0] if was_healthy else min(self.pause_s[name] * 2, PATIENCE_S[1])
        self.due_at[name] = now + self.pause_s[name]

    def _fork_due(self) -> None:
        now = time.monotonic()
        for name in [name for name, at in self.due_at.items() if at <= now and not self.is_stopping]:
            del self.due_at[name]
            self._fork(name)

    def _fork(self, name: str) -> None:
        parent = os.getpid()
        self.started_at[name] = time.monotonic()
        # Held back until the parent knows the child and the child has its own answer: none gets lost between.
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
        pid = os.fork()
        if not pid:
            self._be_child(name, parent)
        self.children[pid] = name
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
        if self.is_stopping:
            self._pass_on(signal.SIGTERM, None)

    def _be_child(self, name: str, parent: int) -> NoReturn:
        code = 1
        try:
            os.setsid()  # the terminal's Ctrl-C reaches the parent alone, who passes it on once
            for signum in STOPPING:
                signal.signal(signum, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
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
