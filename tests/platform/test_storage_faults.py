"""A disk that is full, a folder that is none, a writer that is killed: no half file is ever there (F-26)."""

from __future__ import annotations

import resource
import subprocess
import sys
from contextlib import contextmanager

import pytest

from rbo.platform.storage.folder import Folder
from rbo.platform.storage.stored import NoFile, StorageAway

KEY = "exports/some-name.json"
PIECE = bytes(range(256)) * 4096


@contextmanager
def files_at_most(size):
    """As on a full disk: what is longer cannot be written, by this process."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


@pytest.mark.parametrize("longer_by", [1, 3 * len(PIECE)])
def test_a_disk_that_is_full_leaves_nothing_behind(tmp_path, longer_by):
    files = Folder(tmp_path)
    with files_at_most(len(PIECE) * 2), pytest.raises(StorageAway, match="too large"):
        files.put(KEY, [PIECE, PIECE, b"x" * longer_by])

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_writer_that_is_killed_leaves_no_file_and_its_rest_goes_with_the_file(tmp_path):
    killed = (
        "import os, signal, sys; from pathlib import Path; from rbo.platform.storage.folder import Folder\n"
        "def chunks():\n    yield b'x' * 1000000\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"Folder(Path(sys.argv[1])).put({KEY!r}, chunks())"
    )
    ended = subprocess.run([sys.executable, "-c", killed, tmp_path], check=False)
    files = Folder(tmp_path)
    assert ended.returncode == -9
    assert len(list((tmp_path / "exports").iterdir())) == 1, "the rest"
    with pytest.raises(NoFile):
        files.get(KEY)

    files.delete(KEY)

    assert list((tmp_path / "exports").iterdir()) == []


def test_a_folder_that_may_not_be_written(tmp_path):
    (tmp_path / "exports").write_text("a file where a folder should be")

    with pytest.raises(StorageAway):
        Folder(tmp_path).put(KEY, [b"word"])
    with pytest.raises(StorageAway):
        Folder(tmp_path).get(f"{KEY}/deeper")
