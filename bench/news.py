"""One stringer's receiver is slow and much waits for it: how long another's ping waits until it is told.

`python -m bench.news WAITING SECONDS`; the reference is `--no-turns`, where every row is rung for at once.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from bench.faults import settings_of
from rbo.app import create_app
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Stringer
from rbo.webhooks import queries, service
from rbo.webhooks.jobs import deliver
from rbo.webhooks.models import Event
from rbo.webhooks.signature import message_id
from tests.faults.kit import wait_for
from tests.faults.own_servers import own_postgres, own_redis
from tests.faults.post_office import PostOffice
from tests.faults.workers import crew, environment
from tests.make import a_stringer
from tests.webhooks.listener import Listener, listening

MOST_S = 3600


def main(waiting: int, thinks_s: float, *, in_turns: bool) -> None:
    """Print the seconds from the other one's commit to the call."""
    object.__setattr__(deliver, "in_turns", in_turns)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        office = PostOffice()
        postgres = stack.enter_context(own_postgres(folder))
        redis = stack.enter_context(own_redis(folder))
        office.start()
        stack.callback(office.stop)
        listener = stack.enter_context(listening(folder))
        settings = replace(
            settings_of(postgres, redis.url, office, folder, lease_s=120),
            webhook_test_peer=listener.peer,
            webhook_test_ca=str(listener.certificate),
        )
        stack.enter_context(create_app(settings).app_context())
        known = environment(settings, LOG_LEVEL="WARNING", RBO_WEBHOOK_TEST_PEER=listener.peer)
        known["RBO_WEBHOOK_TEST_CA"] = str(listener.certificate)
        listener.thinks_s = thinks_s
        stack.enter_context(crew(folder, known, "relay", "news")).children()
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
