"""The first minute on a machine that lacks something: one sentence, no traceback."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from tests.faults.kit import wait_for

ROOT = Path(__file__).parents[2]


AT_WORK = """
case "$*" in
*venv*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
*--require-hashes*) echo $$ > at-work-$$.new && mv at-work-$$.new at-work-$$ && exec sleep 30 ;;
esac
"""
WITH_UV = """
case "$*" in
*venv*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
*install*) echo "$*" >> asked-of-pip && printf '#!/bin/sh\\n{uv}' > .venv/bin/uv && chmod +x .venv/bin/uv ;;
esac
"""
WITHOUT_PIP = """
case "$0 $*" in
*/python3\\ *ensurepip* | */python3\\ -m\\ venv*) exit 1 ;;
*-m\\ venv*) mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo "$0" > made-by ;;
esac
"""


def setup(folder: Path, python: str) -> subprocess.Popen[str]:
    """`scripts/setup.sh` in a folder of its own, on a machine where every Python is the given script."""
    for name in ("pyproject.toml", "requirements-run.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, folder)
    (folder / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "setup.sh", folder / "scripts")
    (folder / "bin").mkdir()
    for name in ("python3", *(f"python3.{minor}" for minor in range(11, 15))):
        (folder / "bin" / name).write_text(f"#!/bin/sh\n{python}\n")
        (folder / "bin" / name).chmod(0o755)
    for name in (
        "sh",
        "awk",
        "cat",
        "chmod",
        "cksum",
        "cp",
        "dirname",
        "mkdir",
        "mktemp",
        "mv",
        "rm",
        "sleep",
    ):
        (folder / "bin" / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return subprocess.Popen(
        [str(shutil.which("env")), "--default-signal=INT", "scripts/setup.sh", "run"],
        cwd=folder,
        env={"PATH": str(folder / "bin"), "TMPDIR": str(folder / "bin")},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    answer = setup(tmp_path, 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')
    said = answer.communicate()[1]
    assert answer.returncode == 1
    assert "needs Python 3.11 or newer and found Python 3.9.2" in said
    assert said.count("\n") == 1


def test_a_python_without_venv_names_the_package(tmp_path: Path) -> None:
    answer = setup(tmp_path, 'if [ "$1" = -m ]; then echo No module named venv >&2; exit 1; fi')
    said = answer.communicate()[1]
    assert answer.returncode == 1
    assert "sudo apt-get install python3-venv" in said
    assert said.count("\n") == 1
    assert not (tmp_path / ".venv").exists()


def test_a_python_that_brings_pip_goes_before_one_without(tmp_path: Path) -> None:
    answer = setup(tmp_path, WITHOUT_PIP)
    said = answer.communicate()[1]
    assert (answer.returncode, said) == (0, "")
    assert (tmp_path / "made-by").read_text().strip().endswith("/python3.14")


@pytest.mark.parametrize(("uv", "asked"), [("exit 0", 0), ("exit 2", 1)], ids=["in reach", "out of reach"])
def test_pip_installs_what_uv_cannot_reach(tmp_path: Path, uv: str, asked: int) -> None:
    answer = setup(tmp_path, WITH_UV.format(uv=uv))
    said = answer.communicate()[1]
    assert (answer.returncode, said) == (0, "")
    assert (tmp_path / "asked-of-pip").read_text().count("-r requirements-run.lock") == asked


def test_whoever_breaks_off_leaves_nobody_at_work(tmp_path: Path) -> None:
    broken_off = setup(tmp_path, AT_WORK)
    wait_for(lambda: list(tmp_path.glob("at-work-*[0-9]")))

    os.killpg(broken_off.pid, signal.SIGINT)

    broken_off.communicate()
    assert broken_off.returncode == 130
    for at_work in tmp_path.glob("at-work-*"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(at_work.read_text()), 0)
