"""Chooses package versions and writes them, with hashes, into the three lock files."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
OPTIONS = (
    "--universal --python-version 3.11 --generate-hashes"
    " --no-emit-index-url --no-header --no-annotate --quiet"
)
FILES = {
    "requirements-dev.lock": ["--extra", "embedded", "--extra", "traces", "--extra", "dev", "--upgrade"],
    "requirements-run.lock": ["--extra", "embedded", "--constraint", "requirements-dev.lock"],
    "requirements.lock": ["--extra", "traces", "--constraint", "requirements-dev.lock"],
}


def main() -> None:
    """Write all three; the first one chooses, the others follow it."""
    compiler = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *OPTIONS.split()]
    for name, more in FILES.items():
        subprocess.run([*compiler, *more, "--output-file", name], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
