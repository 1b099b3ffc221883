"""The gate: every check in turn, the tests last. `--quick` leaves out what takes long."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rbo.platform.doctor.libraries import with_libraries

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
STRICT = os.environ.get("RBO_CI") == "1"


@dataclass(frozen=True)
class Check:
    """One command of the gate."""

    name: str
    command: tuple[str, ...]
    needs: str = ""
    quick: bool = True


CHECKS = (
    Check("format", (f"{BIN}/ruff", "format", "--check", "--quiet", ".")),
    Check("lint", (f"{BIN}/ruff", "check", "--quiet", ".")),
    Check("types", (f"{BIN}/mypy",)),
    Check("floors", (f"{BIN}/lint-imports", "--no-logo")),
    Check("templates", (sys.executable, "-m", "scripts.templates")),
    Check("translations", (sys.executable, "scripts/translations.py")),
    Check("styles", (sys.executable, "scripts/styles.py"), needs="npm"),
    Check("tests", (f"{BIN}/pytest", "-n", "auto"), quick=False),
)


def main() -> None:
    """Run the checks; a failed one lets the others of its kind run, but not the tests."""
    quick = "--quick" in sys.argv
    skipped: list[str] = []
    failed: list[str] = []
    for check in CHECKS:
        if quick and not check.quick:
            continue
        if check.needs and not shutil.which(check.needs) and not STRICT:
            skipped.append(f"{check.name} ({check.needs} is not installed)")
        elif check.quick or not failed:
            failed += [] if _passes(check) else [check.name]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")
    if skipped:
        print(f"{len(skipped)} skipped: {', '.join(skipped)}")


def _passes(check: Check) -> bool:
    print(f"--- {check.name}", flush=True)
    began = time.monotonic()
    environ = with_libraries({**os.environ, "PYTHONPATH": str(ROOT)})
    passed = subprocess.run(check.command, cwd=ROOT, env=environ, check=False).returncode == 0
    print(f"    {'ok' if passed else 'FAILED'} in {time.monotonic() - began:.1f} s", flush=True)
    return passed


if __name__ == "__main__":
    main()
