"""Who runs the servers of a data folder, and where they listen."""

import fcntl
import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """Another process runs the servers of this data folder."""


@contextmanager
def only_one(data_dir: Path) -> Iterator[None]:
    """Hold the folder's lock; it falls with the process, however that ends.

    Raises:
        AlreadyRunning: somebody else holds it.
    """
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data_dir / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(str(data_dir)) from error
        _path(data_dir).unlink(missing_ok=True)
        try:
            yield
        finally:
            _path(data_dir).unlink(missing_ok=True)


def tell(data_dir: Path, addresses: Mapping[str, str]) -> None:
    """Write down where the servers listen, for the owner's eyes only."""
    new = data_dir / "services.json.new"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(dict(addresses), out)
    new.replace(_path(data_dir))


def told(data_dir: Path, timeout_s: float = 30) -> dict[str, str]:
    """Where the servers of the lock's holder listen; empty when it does not say in time."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if _path(data_dir).exists():
            return dict(json.loads(_path(data_dir).read_text()))
        time.sleep(0.1)
    return {}


def _path(data_dir: Path) -> Path:
    return data_dir / "services.json"
