"""What can be done with files, and how it can fail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol


class NoFile(Exception):
    """There is no file of this key."""


class StorageAway(Exception):
    """Nothing can be written or read now: no room, no right, or nobody answers."""


class Storage(Protocol):
    """Files by their keys; a key is a path of plain words."""

    def put(self, key: str, chunks: Iterable[bytes]) -> None:
        """Keep all that *chunks* give; when they fail half way, nothing is kept.

        Raises:
            StorageAway: it cannot be written.
        """

    def get(self, key: str) -> Iterator[bytes]:
        """The file, piece by piece.

        Raises:
            NoFile: it is not there.
            StorageAway: it cannot be read.
        """

    def delete(self, key: str) -> None:
        """Forget the file, and what is left of tries to write it.

        Raises:
            StorageAway: it cannot be reached.
        """
