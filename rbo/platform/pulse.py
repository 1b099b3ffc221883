"""The pulse of a process that has no port: a file that it touches, for a probe on the same machine."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

STILL_S = 25.0  # an idle worker beats every fifteen seconds, a busy one every five


def beat(folder: Path, name: str) -> None:
    """Be alive as *name*, now."""
    folder.mkdir(parents=True, exist_ok=True)
    _file(folder, name).touch()


def without_pulse(folder: Path, names: Iterable[str]) -> list[str]:
    """Those of *names* that never beat, or not for too long."""
    return [name for name in names if _age_s(_file(folder, name)) > STILL_S]


def _age_s(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.pulse"
