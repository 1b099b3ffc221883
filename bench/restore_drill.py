"""A backup nobody has restored is a guess: `python -m bench.restore_drill FILE`, once a week, by a timer.

Brings FILE back to an empty server of its own and looks at what came: every table's rows by their checksum,
the walls and constraints, receipt numbers without a gap, one receipt drawn anew. Exit code 1 when anything is
not as it was.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from bench.receipts import drawing_board
from rbo.identity.models import IdentityBase
from rbo.platform.agreement import differences
from rbo.platform.backup import noted, restoring, taking
from rbo.platform.backup.manifest import Manifest
from rbo.platform.roles import plain
from rbo.platform.rows import Base
from rbo.receipts import pdf
from rbo.receipts.draft import Draft
from tests.faults.own_servers import OwnPostgres, own_postgres

CALMED = {
    "outbox",
    "outbox_pauses",
    "logins",
    "auth.sessions",
    "auth.outbox",
}  # on purpose, by the restore itself
CALMED |= {"auth.refresh_tokens", "auth.one_time_tokens"}
GAPS = """
    select count(*) from (
        select from receipts group by stringer_id, year having max(seq) <> count(*)) as gaps
"""
NEWEST = """
    select snapshot, year, seq, locale::text from receipt_emissions
    join receipts on receipts.id = receipt_emissions.receipt_id order by receipt_emissions.id desc limit 1
"""


def main(file: Path) -> int:
    """Restore, look, and say how long it took."""
    importlib.import_module("rbo.app")  # knows every room, so every noun is known
    with tempfile.TemporaryDirectory() as name, own_postgres(Path(name)) as postgres:
        began = time.monotonic()
        said = restoring.restore(postgres.url("migrator"), file)
        print(f"{said.rows:,} rows of {said.made_at} restored in {time.monotonic() - began:.1f} s")
        wrong = [*_changed(postgres, said, Path(name)), *_at_odds(postgres), *_of_receipts(postgres)]
    for found in wrong:
        print(found)
    if not wrong and not noted.note(os.environ.get("DATABASE_URL_SYSTEM", ""), noted.TRIED):
        print("Nobody was told: DATABASE_URL_SYSTEM of the installation is not set, or leads nowhere.")
    print("The backup brings everything back." if not wrong else f"{len(wrong)} things are not as they were.")
    return 1 if wrong else 0


def _changed(postgres: OwnPostgres, said: Manifest, folder: Path) -> list[str]:
    again = {part.table: part for part in taking.create(postgres.url("backup"), folder / "again.rbo").parts}
    kept = [part for part in said.parts if part.table not in CALMED]
    return [f"{part.table}: other rows than in the file" for part in kept if again[part.table] != part]


def _at_odds(postgres: OwnPostgres) -> list[str]:
    return differences(postgres.url("migrator"), [Base.metadata, IdentityBase.metadata])


def _of_receipts(postgres: OwnPostgres) -> list[str]:
    with psycopg.connect(plain(postgres.superuser)) as connection:
        (gaps,) = connection.execute(GAPS).fetchone() or (0,)
        newest = connection.execute(NEWEST).fetchone()
    wrong = [f"{gaps} years of a book have gaps between receipt numbers"] if gaps else []
    if newest:
        snapshot, year, seq, locale = newest
        with drawing_board().app_context():
            paper = pdf.draw(Draft.from_json(snapshot), f"{year}-{seq:04d}", locale)
        print(f"receipt {year}-{seq:04d} drawn anew: {len(paper):,} bytes")
    return wrong


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python -m bench.restore_drill FILE")
    sys.exit(main(Path(sys.argv[1])))
