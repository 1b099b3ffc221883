"""The folder in which each process of a site counts; without one there is one process.

Prometheus' client reads its name from the environment when it is loaded, so this module does without it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

NAME = "PROMETHEUS_MULTIPROC_DIR"


def begin(folder: Path) -> None:
    """Let processes that start from now on count in *folder*, which holds nothing of those long gone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[NAME] = str(folder)


def shared() -> Path | None:
    """The folder that all processes of this site count in."""
    named = os.environ.get(NAME)
    return Path(named) if named else None


def gone(folder: Path) -> set[int]:
    """Processes that told how things stand and are no more: a killed one takes nothing back."""
    said = {int(file.stem.rpartition("_")[2]) for file in folder.glob("gauge_live*_*.db")}
    return {pid for pid in said if not _lives(pid)}


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
