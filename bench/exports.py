"""A book of 100,000 orders as JSON and as a workbook: seconds and memory, beside the usual way in one run.

First its orders alone, in 25 columns: those of V1 from ID to Total, or for JSON the first of the table. Then
the whole book. The usual ways are `json.dumps` of all rows, and openpyxl's write-only mode, for the same.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping
from uuid import UUID

from bench import big_book
from bench.effort import spent_by
from bench.own_site import own_site
from tests.faults.workers import environment
from tests.make import a_stringer

PAIRS = {"json-25": "json.dumps-25", "xlsx-25": "openpyxl-25", "json": "json.dumps", "xlsx": "openpyxl"}
WAYS = {
    way: module
    for ours, usual in PAIRS.items()
    for way, module in ((ours, "bench.our_exports"), (usual, "bench.usual_exports"))
}


def main() -> None:
    """Print a line for each way, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="ways whose name holds this")
    asked = parser.parse_args()
    with own_site() as (app, postgres):
        with app.app_context():
            me = a_stringer("Bench")
        big_book.write(postgres.superuser, me.id, others=0)
        print(f"programs that want a processor: {os.getloadavg()[0]:.0f} for {os.cpu_count()}", flush=True)
        ways = [way for way in WAYS if asked.only in way]
        spent = {}
        for way in ways:
            began = spent_by(postgres)
            spent[way] = in_a_process(way, me.id, environment(app.config["RBO"]))
            print(f"{way:<13} and {spent_by(postgres) - began:.2f} s of Postgres", flush=True)
    for ours, usual in PAIRS.items():
        if {ours, usual} <= set(spent):
            print(f"{ours} is {spent[usual] / spent[ours]:.1f} times as fast as {usual}")


def in_a_process(way: str, stringer_id: UUID, environ: Mapping[str, str]) -> float:
    """Measure *way* in a process of its own, whose memory is nobody else's; gives the seconds."""
    command = [sys.executable, "-m", "bench.one_export", WAYS[way], way, str(stringer_id)]
    environ = {**environ, "LOG_LEVEL": "WARNING"}
    said = subprocess.run(command, env=environ, check=True, capture_output=True, text=True).stdout
    print(said, end="", flush=True)
    return float(said.split()[1])


if __name__ == "__main__":
    main()
