"""One way of `bench.exports`, measured in a process that has loaded what a worker has, and nothing else."""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from pathlib import Path
from uuid import UUID

from bench.memory import most_mb
from rbo.ground import create_ground

MOST = {"json-25": (1.5, 120), "xlsx-25": (10.0, 120)}  # seconds and MB


def main() -> None:
    """Print seconds, size and memory, and how much memory there was before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("way")
    parser.add_argument("stringer", type=UUID)
    asked = parser.parse_args()
    write = importlib.import_module(asked.module).WAYS[asked.way]
    with create_ground().app_context(), tempfile.TemporaryDirectory() as folder:
        before, out = most_mb(), Path(folder) / "out"
        began, worked = time.perf_counter(), time.process_time()
        write(asked.stringer, out)
        took, cpu = time.perf_counter() - began, time.process_time() - worked
        size, after = out.stat().st_size / 1e6, most_mb()
    most_s, allowed_mb = MOST.get(asked.way, (took, after))
    print(
        f"{asked.way:<13} {took:6.2f} s ({cpu:.2f} s of this process), {size:.0f} MB,"
        f" memory {after:.0f} MB, of which {before:.0f} before"
        f"{'' if took <= most_s and after <= allowed_mb else ', TOO MUCH'}"
    )


if __name__ == "__main__":
    main()
