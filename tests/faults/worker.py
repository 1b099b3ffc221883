"""The worker as it is, which knows one job more.

With several names it runs each of them, a name twice as two processes.
"""

from __future__ import annotations

import faulthandler
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.faults import letters
from tests.nursery import become
from worker.__main__ import main
from worker.processes import serve
from worker.supervisor import Supervisor
from worker.warm import warm_app


def be(environ: Mapping[str, str], log: Path, names: tuple[str, ...]) -> None:
    """In a process of its own: be told *environ* and nothing else, and say everything into *log*."""
    become(environ, log, log)
    assert letters.letter.name
    faulthandler.register(signal.SIGUSR1)
    if len(names) < 2:
        sys.exit(main(list(names)))
    with warm_app(draws=False).app_context():
        Supervisor(names, serve).run()
