"""Crash points: places where a test may kill this process, to see what is left behind."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path


def crash_point(name: str) -> None:
    """Die here by SIGKILL, when a test asked for it by RBO_CRASH_AT; nothing outside of tests.

    RBO_CRASH_AT is the name of the point, or `@file`: the file names the point and goes with the crash.
    """
    wanted = os.environ.get("RBO_CRASH_AT", "")
    if not wanted or os.environ.get("RBO_ENV") != "test":
        return
    if wanted == name or _is_named_in_file(wanted, name):
        os.kill(os.getpid(), signal.SIGKILL)


def _is_named_in_file(wanted: str, name: str) -> bool:
    if not wanted.startswith("@"):
        return False
    file = Path(wanted[1:])
    with suppress(FileNotFoundError):
        if file.read_text() == name:
            file.unlink()
            return True
    return False
