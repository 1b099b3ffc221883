"""2,000 letters while the workers become four and one again: none may get lost, none may be sent twice.

Reference in the same run: how many letters a second the one worker delivers before the others come.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack

from bench.faults import servers
from rbo.app import create_app
from tests.faults.kit import Outdoors, post_letters, wait_for
from tests.faults.post_office import PostOffice
from tests.faults.workers import Crew, crew, environment
from tests.make import a_stringer

MOST_S = 1800


def main(letters: int) -> int:
    """Print what came of every letter; 1 when one got lost or came twice."""
    with ExitStack() as stack:
        own = stack.enter_context(servers(lease_s=120))
        office, folder = own.office, own.folder
        stack.enter_context(create_app(own.settings).app_context())
        promised = post_letters(a_stringer("Mia"), letters)
        known = environment(own.settings, LOG_LEVEL="WARNING")
        stack.enter_context(crew(folder, known, "relay", "paper")).children()
        alone = _rate(office, letters // 4)
        more = stack.enter_context(crew(folder, known, "paper", "paper", "paper"))
        wait_for(lambda: len(more.me.children()) == more.number, MOST_S)
        together = _rate(office, letters * 3 // 4)
        _send_home(more)
        again = _rate(office, letters)
        with Outdoors(own.postgres.superuser) as outdoors:
            outdoors.until("sent", within_s=MOST_S)
    print(f"letters a second: one worker {alone:.1f}, four {together:.1f}, one again {again:.1f}")
    print(f"ratio four to one: {together / alone:.2f}")
    return _account(sorted(f"<{one}@localhost.localdomain>" for one in promised), sorted(office.message_ids))


def _rate(office: PostOffice, up_to: int) -> float:
    """Letters a second until there are *up_to*; none, where there were as many before the workers came."""
    began, before = time.monotonic(), len(office.letters)
    wait_for(lambda: len(office.letters) >= up_to, MOST_S)
    return max(up_to - before, 0) / (time.monotonic() - began)


def _send_home(workers: Crew) -> None:
    """As an orchestrator does: asked once, they finish the letter in their hands."""
    workers.me.terminate()
    if workers.wait() != 0:
        raise SystemExit("A worker that was asked to stop did not end well.")


def _account(promised: list[str], sent: list[str]) -> int:
    lost, twice = len(set(promised) - set(sent)), len(sent) - len(set(sent))
    print(f"promised {len(promised)}, sent {len(sent)}, lost {lost}, twice {twice}")
    return 1 if lost or twice else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
