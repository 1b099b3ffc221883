"""A site that is about to stop says so first: `/readyz` turns red while it still serves everybody."""

from __future__ import annotations

import os
from pathlib import Path


def begin(folder: Path) -> None:
    """From now on the processes below this one are not ready."""
    folder.mkdir(parents=True, exist_ok=True)
    _sign(folder, os.getpid()).touch()


def end(folder: Path) -> None:
    """Take the sign away; another process may get this number."""
    _sign(folder, os.getpid()).unlink(missing_ok=True)


def is_on(folder: Path) -> bool:
    """Whether the process above this one has begun."""
    return _sign(folder, os.getppid()).exists()


def _sign(folder: Path, pid: int) -> Path:
    return folder / f"{pid}.draining"
