"""Pango without root, on Debian and its relatives: packages unpacked into the data folder."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from rbo.platform.environment import BadSetting, data_dir

PACKAGES = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz0b",
    "libharfbuzz-subset0",
    "libfontconfig1",
    "libfreetype6",
    "libthai0",
    "libdatrie1",
    "libfribidi0",
    "libgraphite2-3",
    "libpng16-16",
    "libexpat1",
    "libbrotli1",
)
GLIB = ("libglib2.0-0t64", "libglib2.0-0")


def fetch(environ: Mapping[str, str]) -> Path:
    """Download and unpack the libraries; gives their folder.

    Raises:
        BadSetting: this system has no apt, or its package lists are empty.
    """
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        raise BadSetting("--fetch-libs needs apt-get, as on Debian or Ubuntu; install Pango another way.")
    folder = _folder(environ)
    fresh = folder.with_name("libs.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    _unpack([*PACKAGES, _glib()], fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return folder


def with_libraries(environ: Mapping[str, str]) -> dict[str, str]:
    """*environ* with the fetched libraries on the loader's path."""
    found = sorted({str(path.parent) for path in _folder(environ).glob("usr/lib/**/libpango-1.0.so.0")})
    known = environ.get("LD_LIBRARY_PATH", "").split(":")
    added = [folder for folder in found if folder not in known]
    if not added:
        return dict(environ)
    return {**environ, "LD_LIBRARY_PATH": ":".join([*added, *filter(None, known)])}


def begin_again_with_libraries() -> None:
    """Start this command once more when libraries were fetched: the loader reads its path only at start."""
    wanted = with_libraries(os.environ)
    if wanted.get("LD_LIBRARY_PATH") != os.environ.get("LD_LIBRARY_PATH"):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], wanted)  # noqa: S606 - the same program


def _folder(environ: Mapping[str, str]) -> Path:
    return data_dir(environ) / "libs"


def _glib() -> str:
    known = [name for name in GLIB if _run("apt-cache", "show", name).returncode == 0]
    if not known:
        raise BadSetting("The package lists are empty; somebody with root must run once: apt-get update")
    return known[0]


def _unpack(packages: list[str], folder: Path) -> None:
    got = _run("apt-get", "download", *packages, cwd=folder)
    files = list(folder.glob("*.deb"))
    if got.returncode or len(files) < len(packages):
        raise BadSetting(f"The libraries could not be downloaded: {' '.join(got.stderr.split())[-200:]}")
    for file in files:
        subprocess.run(["dpkg", "-x", str(file), str(folder)], check=True)
        file.unlink()


def _run(*command: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
