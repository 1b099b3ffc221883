"""Looks at the SQL of new migrations for what would keep people, or the version before, from working.

A step that is meant for all that says so above its statement: `-- squawk-ignore ban-drop-column`, and why.
"""

import subprocess
import sys
from pathlib import Path

from rbo.platform.migrate import newest_first, statements

SQUAWK = Path(sys.executable).parent / "squawk"
LET_PASS = ("prefer-bigint-over-int", "transaction-nesting")  # begin and commit are ours, around each
OPTIONS = (
    *("--pg-version", "16"),
    "--assume-in-transaction",
    *("--exclude", ",".join(LET_PASS)),
    *("--reporter", "gcc"),
)
FIRST = "2026_11_28"  # up to the day before there was no installation with people in it


def main() -> None:
    """Name what is wrong with each new migration."""
    new = [migration for migration in newest_first() if migration.revision > FIRST]
    wrong = {migration.revision: said for migration in new if (said := complaints(statements(migration)))}
    for revision, said in wrong.items():
        print(f"{revision}:\n{said}")
    sys.exit(1 if wrong else 0)


def complaints(sql: str) -> str:
    """What Squawk says about *sql*; nothing when it may run while people work."""
    looked = subprocess.run([SQUAWK, *OPTIONS], input=sql, capture_output=True, text=True, check=False)
    return looked.stdout + looked.stderr if looked.returncode else ""


if __name__ == "__main__":
    main()
