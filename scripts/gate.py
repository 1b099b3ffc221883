"""The gate: the quick checks side by side, the tests last. `--quick` leaves out what takes long."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rbo.platform.doctor.libraries import with_libraries

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
STRICT = os.environ.get("RBO_CI") == "1"
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}  # or each of the many processes would compile all packages


@dataclass(frozen=True)
class Check:
    """One command of the gate."""

    name: str
    command: tuple[str, ...]
    needs: str = ""
    quick: bool = True


CHECKS = (  # those that take longest begin first
    Check("operation", (sys.executable, "scripts/operation.py")),
    Check("types", (f"{BIN}/mypy",)),
    Check("format", (f"{BIN}/ruff", "format", "--check", "--quiet", ".")),
    Check("lint", (f"{BIN}/ruff", "check", "--quiet", ".")),
    Check("floors", (f"{BIN}/lint-imports", "--no-logo")),
    Check("templates", (sys.executable, "-m", "scripts.templates")),
    Check("translations", (sys.executable, "scripts/translations.py")),
    Check("wording", (sys.executable, "-m", "scripts.wording")),
    Check("description", (sys.executable, "-m", "scripts.description")),
    Check("assets", (sys.executable, "scripts/assets.py"), needs="npm"),
    Check("new migrations", (sys.executable, "-m", "scripts.new_migrations")),
    Check("tests", (f"{BIN}/pytest", "-n", "auto", "--dist", "worksteal"), quick=False),
)


def main() -> None:
    """Run the quick checks side by side, and what takes long only when none of them failed."""
    missing = [check for check in CHECKS if check.needs and not shutil.which(check.needs) and not STRICT]
    quick = [check for check in CHECKS if check.quick and check not in missing]
    with ThreadPoolExecutor(os.cpu_count()) as hands:
        passed = list(hands.map(_passes, quick))
    failed = [check.name for check, is_good in zip(quick, passed, strict=True) if not is_good]
    if not failed and "--quick" not in sys.argv:
        failed = [check.name for check in CHECKS if not check.quick and not _passes(check)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")
    if missing:
        names = ", ".join(f"{check.name} ({check.needs} is not installed)" for check in missing)
        print(f"{len(missing)} skipped: {names}")


def _passes(check: Check) -> bool:
    """Whether *check* passes; what a quick one says is printed in one piece."""
    began = time.monotonic()
    environ = with_libraries({**os.environ, "PYTHONPATH": str(ROOT), **COMPILED_ONCE})
    where = subprocess.PIPE if check.quick else None
    ran = subprocess.run(
        check.command,
        cwd=ROOT,
        env=environ,
        check=False,
        text=True,
        stdout=where,
        stderr=where and subprocess.STDOUT,
    )
    verdict = "FAILED" if ran.returncode else "ok"
    print(f"{ran.stdout or ''}--- {check.name}: {verdict} in {time.monotonic() - began:.1f} s", flush=True)
    return not ran.returncode


if __name__ == "__main__":
    main()
