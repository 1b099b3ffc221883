"""`python -m tests.faults.worker`: the worker as it is, which knows one job more.

With several names it runs each of them, a name twice as two processes.
"""

from __future__ import annotations

import faulthandler
import signal
import sys

from tests.faults import letters
from worker.__main__ import main
from worker.processes import serve
from worker.supervisor import Supervisor
from worker.warm import warm_app

if __name__ == "__main__":
    assert letters.letter.name
    faulthandler.register(signal.SIGUSR1)
    names = tuple(sys.argv[1:])
    if len(names) < 2:
        sys.exit(main(list(names)))
    with warm_app(draws=False).app_context():
        Supervisor(names, serve).run()
