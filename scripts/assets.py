"""The committed style sheet and scripts are those that their sources make."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ASSETS = ROOT / "assets"
STATIC = ROOT / "rbo" / "static"


def main() -> None:
    """Build once more and compare."""
    if not is_installed(ASSETS):
        subprocess.run(["npm", "ci", "--silent"], cwd=ASSETS, check=True)
    if stale := outdated(ASSETS, STATIC):
        sys.exit(f"{', '.join(stale)}: not what assets/ makes; run: make css")


def is_installed(assets: Path) -> bool:
    """Whether every tool is there as the lock names it; those of another platform need not be."""
    locked = _packages(assets / "package-lock.json")
    there = _packages(assets / "node_modules" / ".package-lock.json")
    needed = {name: package for name, package in locked.items() if name and "optional" not in package}
    return all(package["version"] == there.get(name, {}).get("version") for name, package in needed.items())


def outdated(assets: Path, static: Path) -> list[str]:
    """Those files in *static* that are not what *assets* makes now."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "run", "--silent", "build", "--", folder]
        ran = subprocess.run(command, cwd=assets, check=False, capture_output=True, text=True)
        if ran.returncode:
            sys.exit(ran.stderr)
        built = sorted(Path(folder).iterdir())
        return [made.name for made in built if not _is_alike(made, static / made.name)]


def _is_alike(made: Path, committed: Path) -> bool:
    return committed.exists() and made.read_bytes() == committed.read_bytes()


def _packages(lock: Path) -> dict[str, dict[str, str]]:
    """What a lock of npm names; nothing where there is none."""
    return json.loads(lock.read_text(encoding="utf-8"))["packages"] if lock.exists() else {}


if __name__ == "__main__":
    main()
