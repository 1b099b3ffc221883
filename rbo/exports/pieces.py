"""Bytes on their way: in pieces worth a write, and measured while they pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import RawIOBase
from typing import Any

ENOUGH = 256 * 1024


def in_pieces(bits: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in fewer and larger pieces."""
    piece = bytearray()
    for bit in bits:
        piece += bit
        if len(piece) >= ENOUGH:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


@dataclass
class Measure:
    """How much has passed, and its SHA-256."""

    size: int = 0
    _hash: Any = field(default_factory=hashlib.sha256)

    def passing(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces."""
        for piece in pieces:
            self.size += len(piece)
            self._hash.update(piece)
            yield piece

    @property
    def sha256(self) -> str:
        """The hash of what has passed."""
        digest: str = self._hash.hexdigest()
        return digest


class Pipe(RawIOBase):
    """Where a writer of files writes to, and what it has written since it was last emptied."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        """And nothing else: nobody looks back."""
        return True

    def write(self, data: Any) -> int:
        """Take *data*."""
        self._waiting += data
        return len(data)

    def emptied(self) -> bytes:
        """What waits, and waits no more."""
        taken = bytes(self._waiting)
        self._waiting.clear()
        return taken
