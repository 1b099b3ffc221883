"""Every crash point many times: `python -m bench.faults [RUNS]`, 20 each unless said otherwise.

A worker is killed at the point while it delivers a real receipt; then nothing may be lost, and only what was
handed over when the answer got lost may come twice, under the same Message-ID and marked.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from rbo.app import create_app
from rbo.platform.config import Settings, read_settings
from tests.faults.kit import Outdoors, string_a_racket, wait_for
from tests.faults.own_servers import OwnPostgres, own_postgres, own_redis
from tests.faults.post_office import PostOffice
from tests.faults.test_crashes import PERHAPS_SENT, SENT_ONCE
from tests.faults.workers import Crew, crew, environment
from tests.make import a_stringer

LEASE_S = 1
MOST_S = 60


@dataclass(frozen=True)
class Servers:
    """What a benchmark stands on."""

    folder: Path
    postgres: OwnPostgres
    office: PostOffice
    settings: Settings


def main(runs: int) -> int:
    """Print one line for each crash point; 1 when a promise was broken."""
    print(f"{'killed at':<16} {'runs':>5} {'sent once':>10} {'marked':>7} {'broken':>7} {'slowest':>9}")
    with installation() as (outdoors, office, workers):
        wrong = sum(_point(point, runs, outdoors, office, workers) for point in (*SENT_ONCE, *PERHAPS_SENT))
    print("Nothing lost, nothing sent twice unmarked." if not wrong else f"{wrong} promises broken.")
    return 1 if wrong else 0


@contextmanager
def installation() -> Iterator[tuple[Outdoors, PostOffice, Crew]]:
    """Servers, a mail server and workers of their own."""
    with (
        servers(LEASE_S) as own,
        create_app(own.settings).app_context(),
        crew(own.folder, environment(own.settings)) as workers,
    ):
        workers.children()
        with Outdoors(own.postgres.superuser) as outdoors:
            yield outdoors, own.office, workers


@contextmanager
def servers(lease_s: int) -> Iterator[Servers]:
    """A Postgres, a Redis and a mail server of one's own, and the settings that lead there."""
    office = PostOffice()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with own_postgres(folder) as postgres, own_redis(folder) as redis:
            office.start()
            try:
                settings = _settings_of(postgres, redis.url, office, folder, lease_s)
                yield Servers(folder, postgres, office, settings)
            finally:
                office.stop()


def _settings_of(
    postgres: OwnPostgres, redis_url: str, office: PostOffice, folder: Path, lease_s: int
) -> Settings:
    roles = {"": "app", "_SYSTEM": "system", "_IDENTITY": "identity"}
    return read_settings(
        {
            **{f"DATABASE_URL{setting}": postgres.url(role) for setting, role in roles.items()},
            "RBO_ENV": "test",
            "SECRET_KEY": "a-secret-for-benchmarks-only-012345",
            "RBO_DATA_KEYS": "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLTAxMjM",
            "RBO_DATA_DIR": str(folder),
            "REDIS_URL": redis_url,
            "RBO_LEASE_S": str(lease_s),
            "SMTP_PORT": str(office.port),
        }
    )


def _point(point: str, runs: int, outdoors: Outdoors, office: PostOffice, workers: Crew) -> int:
    once = marked = wrong = 0
    slowest = 0.0
    stringer = a_stringer("Faults")
    for _ in range(runs):
        office.forget()
        began = time.monotonic()
        workers.crash_at(point)
        outbox_id = string_a_racket(stringer)
        workers.wait_for_crash()
        wait_for(lambda: outdoors.row(outbox_id)["state"] in ("sent", "uncertain"), MOST_S)  # noqa: B023
        slowest = max(slowest, time.monotonic() - began)
        outdoors.let_pass(timedelta(minutes=15))
        wait_for(lambda: outdoors.row(outbox_id)["state"] == "sent", MOST_S)  # noqa: B023
        is_marked = outdoors.row(outbox_id)["is_doubtful"]
        once, marked = once + (len(office.letters) == 1), marked + is_marked
        wrong += not _is_kept(office, is_marked, point)
    print(f"{point:<16} {runs:>5} {once:>10} {marked:>7} {wrong:>7} {slowest:>7.1f} s", flush=True)
    return wrong


def _is_kept(office: PostOffice, is_marked: bool, point: str) -> bool:
    same = len(set(office.message_ids)) == 1 and len(set(office.papers)) == 1
    if point in SENT_ONCE:
        return same and len(office.letters) == 1 and not is_marked
    return same and len(office.letters) <= 2 and is_marked


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20))
