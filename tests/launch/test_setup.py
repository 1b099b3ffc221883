"""The first minute on a machine that lacks something: one sentence, no traceback."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]


def setup(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    """`scripts/setup.sh` in a folder of its own, on a machine where every Python is the given script."""
    for name in ("pyproject.toml", "requirements-run.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", folder / "scripts")
    (folder / "bin").mkdir()
    for name in ("python3", *(f"python3.{minor}" for minor in range(11, 15))):
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{python}\n")
        (folder / "bin" / name).chmod(0o755)
    for name in ("sh", "cat", "cksum", "dirname", "rm"):
        (folder / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return subprocess.run(
        ["scripts/setup.sh", "run"],
        cwd=folder,
        env={"PATH": str(folder / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    answer = setup(tmp_path, 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer and found Python 3.9.2" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_python_without_venv_names_the_package(tmp_path: Path) -> None:
    answer = setup(tmp_path, 'if [ "$1" = -m ]; then echo No module named venv >&2; exit 1; fi')
    assert answer.returncode == 1
    assert "sudo apt-get install python3-venv" in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert not (tmp_path / ".venv").exists()
