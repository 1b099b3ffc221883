"""A folder of this machine, which web and worker share."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rbo.platform.storage.stored import NoFile, StorageAway

READ = 256 * 1024


@dataclass(frozen=True)
class Folder:
    """Files below *root*; unfinished ones have names that nobody asks for."""

    root: Path

    def put(self, key: str, chunks: Iterable[bytes]) -> None:
        """Write beside the place, and take the name when all of it is on the disk."""
        place = self.root / key
        unfinished = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
        file = _opened(unfinished)
        try:
            for chunk in chunks:
                with _disk():
                    file.write(chunk)
            with _disk():
                file.flush()
                os.fsync(file.fileno())  # or a power cut could leave a whole name and half a file
                unfinished.rename(place)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        finally:
            with suppress(OSError):  # a full disk says so again
                file.close()

    def get(self, key: str) -> Iterator[bytes]:
        """The file, opened before this returns."""
        try:
            with _disk():
                return _pieces((self.root / key).open("rb"))
        except StorageAway as away:
            raise NoFile(key) if isinstance(away.__cause__, FileNotFoundError) else away from None

    def delete(self, key: str) -> None:
        """The file and its unfinished siblings, which a killed worker leaves behind."""
        place = self.root / key
        with _disk():
            for file in (place, *place.parent.glob(f".{place.name}.*")):
                file.unlink(missing_ok=True)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageAway(str(error)) from error


def _opened(path: Path) -> IO[bytes]:
    with _disk():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path.open("xb")


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(READ):
            yield piece
