"""One stringer's receiver is slow and much waits for it: how long another's ping waits until it is told.

`python -m bench.news WAITING SECONDS`; the reference is `--no-turns`, where every row is rung for at once.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from dataclasses import replace

from bench.faults import servers
from rbo.app import create_app
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Stringer
from rbo.webhooks import queries, service
from rbo.webhooks.jobs import deliver
from rbo.webhooks.models import Event
from rbo.webhooks.signature import message_id
from tests.faults.kit import wait_for
from tests.faults.workers import crew, environment
from tests.make import a_stringer
from tests.webhooks.listener import Listener, listening

MOST_S = 3600


def main(waiting: int, thinks_s: float, *, in_turns: bool) -> None:
    """Print the seconds from the other one's commit to the call."""
    object.__setattr__(deliver, "in_turns", in_turns)
    with ExitStack() as stack:
        own = stack.enter_context(servers(lease_s=120))
        listener = stack.enter_context(listening(own.folder))
        peer, authority = listener.peer, str(listener.certificate)
        settings = replace(own.settings, webhook_test_peer=peer, webhook_test_ca=authority)
        stack.enter_context(create_app(settings).app_context())
        known = environment(settings, LOG_LEVEL="WARNING")
        known |= {"RBO_WEBHOOK_TEST_PEER": peer, "RBO_WEBHOOK_TEST_CA": authority}
        listener.thinks_s = thinks_s
        stack.enter_context(crew(own.folder, known, "relay", "news")).children()
        _tell(a_stringer("Mia"), listener, waiting)
        wait_for(lambda: listener.told, MOST_S)
        began = time.monotonic()
        ping = _tell(a_stringer("Ben"), listener, 0)
        wait_for(lambda: ping in [headers["webhook-id"] for headers, _body in listener.told], MOST_S)
        print(f"{waiting} wait, {thinks_s} s a call, in turns {in_turns}: {time.monotonic() - began:.1f} s")


def _tell(stringer: Stringer, listener: Listener, waiting: int) -> str:
    with open_tenant(stringer.id):
        row = service.add(listener.address, hears_orders=True, hears_receipts=True).row
        happened = [service.Happening(Event.STRUNG, {"number": one}) for one in range(waiting)]
        service.announce_all(happened)
        last = queries.deliveries_to(row)[0]
        db.session.commit()
    return message_id(last.id)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), in_turns="--no-turns" not in sys.argv)
