"""`python -m worker [relay|paper|bulk|news]`: one process, or all under one that keeps them running."""

from __future__ import annotations

import os
import sys

from rbo.platform.config import BadSetting
from rbo.platform.jobs.queues import WORKERS
from rbo.platform.secret_files import take_secret_files
from worker.processes import serve
from worker.supervisor import Supervisor
from worker.warm import warm_app


def main(arguments: list[str]) -> int:
    """Run what *arguments* name, everything without one; gives the exit code."""
    if len(arguments) > 1 or not set(arguments) <= set(WORKERS):
        sys.stderr.write(f"Usage: python -m worker [{'|'.join(WORKERS)}]\n")
        return 2
    try:
        take_secret_files(os.environ)
        app = warm_app(draws=not arguments or arguments == ["paper"])
    except BadSetting as refusal:
        sys.stderr.write(f"rbo: {refusal}\n")
        return 1
    with app.app_context():
        if arguments:
            serve(arguments[0])
        else:
            Supervisor(tuple(WORKERS), serve).run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
