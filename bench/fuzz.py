"""Every address of programs, tried by schemathesis with what is right and what is wrong.

It wants an environment of its own: `python -m venv DIR && DIR/bin/pip install schemathesis`, then
`python -m bench.fuzz DIR/bin/schemathesis`; what follows goes to schemathesis. Exit 1 when a check fails.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from werkzeug.serving import make_server

from bench.own_site import own_site
from rbo.auth import personal
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.platform.throttle import Throttle
from rbo.receipts import handover
from tests.make import a_stringer, an_order, strung

RULES = Path(__file__).with_suffix(".toml")
USUAL = ["--max-examples", "5", "--continue-on-failure", "--no-color"]


def main() -> None:
    """Serve the site from a thread and let schemathesis loose on it."""
    program, *more = sys.argv[1:]
    Throttle.take = lambda *_args: 0  # type: ignore[method-assign] # it asks more than a program may
    handover.WAIT_S = 0  # there is no worker that would draw
    with own_site() as (app, _postgres):
        with app.app_context():
            me = a_stringer("Bench")
            with open_tenant(me.id):
                strung(an_order())
                an_order()
                token = personal.make("A run", may_write=True, good_for=None).token  # outlives a login's
                db.session.commit()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/api/v1/openapi.json"
        headers = ["-H", f"Authorization: Bearer {token}"]
        command = [program, "--config-file", str(RULES), "run", address, *headers, *(more or USUAL)]
        ended = subprocess.run(command, check=False)
        server.shutdown()
    sys.exit(ended.returncode)


if __name__ == "__main__":
    main()
