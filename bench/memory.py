"""How much memory a process held."""

from __future__ import annotations

import re
from pathlib import Path

STATUS = Path("/proc/self/status")


def most_mb() -> float:
    """The most this program ever held; `getrusage` would count the one that started it, too."""
    return int(re.findall(r"VmHWM:\s+(\d+) kB", STATUS.read_text())[0]) / 1024
