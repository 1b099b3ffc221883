"""`rbo web`: the site as it runs for good."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Timer
from typing import Any

import click
from granian.constants import Interfaces
from granian.server.mp import MPServer

from rbo.platform import draining
from rbo.platform.environment import run_dir
from rbo.platform.metrics import folder as counts

ROOT = Path(__file__).parents[1]
FINISHES_WITHIN_S = 30
# A page that hands out a PDF waits up to 3 s for its worker: with one thread, one such wait in each process
# would stop the site. Four are within the connections of a process (rbo/platform/db.py).
THREADS = 4


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), envvar="PORT", default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), default=2, show_default=True)
@click.option("--drain-s", type=click.FloatRange(0, 60), envvar="RBO_DRAIN_S", default=5, show_default=True)
def web(host: str, port: int, processes: int, drain_s: float) -> None:
    """Serve the site; asked to stop, it is unready for a while, then finishes what it has begun."""
    folder = run_dir(os.environ)
    site = _Site(
        "wsgi:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        workers_kill_timeout=FINISHES_WITHIN_S,
        working_dir=ROOT,
    )
    site.drain_s, site.folder = drain_s, folder
    draining.end(folder)
    counts.begin(folder / "metrics")
    try:
        site.serve()
    finally:
        draining.end(folder)


class _Site(MPServer):
    """Stops in two steps: proxies have to see that it is unready before it takes nobody new."""

    drain_s: float
    folder: Path
    is_draining = False

    def signal_handler_interrupt(self, *signal: Any, **more: Any) -> None:
        """Begin to stop; a second signal stops at once."""
        wait_s = 0.0 if self.is_draining else self.drain_s
        self.is_draining = True
        draining.begin(self.folder)
        Timer(wait_s, super().signal_handler_interrupt, signal, more).start()
