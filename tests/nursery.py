"""Processes of RBO that begin as forks of one that has read the program, instead of reading it each time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from pathlib import Path
from resource import RLIMIT_FSIZE, setrlimit
from tempfile import TemporaryDirectory

from rbo.cli import main
from tests.source import ROOT

NURSERY = get_context("forkserver")
NURSERY.set_forkserver_preload(["rbo.app", "worker.warm", "tests.faults.worker"])
LONGEST_S = 60


def become(environ: Mapping[str, str], out: Path, err: Path) -> None:
    """In a process of its own: be told *environ* and nothing else, and speak into files."""
    os.environ.clear()
    os.environ.update(environ)
    os.chdir(ROOT)
    for stream, file in ((sys.stdout, out), (sys.stderr, err)):
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(number, stream.fileno())
        os.close(number)


def rbo(*words: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """What `rbo` says in a bare environment."""
    return rbo_on_disk(0, *words, **environ)


def rbo_on_disk(most_bytes: int, *words: object, **environ: str) -> subprocess.CompletedProcess[str]:
    """The same on a disk that takes *most_bytes* a file; 0 is any number."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [str(word) for word in words]
    with TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        process = NURSERY.Process(target=_run, args=(command, {**bare, **environ}, out, err, most_bytes))
        process.start()
        process.join(LONGEST_S)
        assert process.exitcode is not None, f"{command} has not ended: {err.read_text()}"
        return subprocess.CompletedProcess(command, process.exitcode, out.read_text(), err.read_text())


def _run(command: list[str], environ: Mapping[str, str], out: Path, err: Path, most_bytes: int) -> None:
    become(environ, out, err)
    if most_bytes:
        setrlimit(RLIMIT_FSIZE, (most_bytes, most_bytes))
    sys.modules.pop("worker.__main__", None)  # `rbo worker` runs it as a program, so it must not be there
    sys.argv = ["rbo", *command]
    sys.orig_argv = [sys.executable, "-m", "rbo.cli", *command]  # what it begins again with
    main()
