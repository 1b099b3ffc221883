"""The seal: the last 64 characters of a backup are the checksum of all before, so that every byte counts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

from rbo.platform.backup.manifest import Damaged

LENGTH = 64  # SHA-256 in hexadecimal; a ZIP takes it as its comment
BLANK = b"0" * LENGTH
CHUNK = 1 << 20


def put(file: BinaryIO) -> None:
    """Write the checksum over the blank at the end of *file*."""
    size = file.seek(0, os.SEEK_END)
    digest = _digest(file, size - LENGTH)
    file.seek(size - LENGTH)
    file.write(digest)


def check(path: Path) -> None:
    """Believe *path* byte for byte.

    Raises:
        Damaged: it was cut, or a byte is another.
    """
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        digest = _digest(file, size - LENGTH)
        if size <= LENGTH or file.read(LENGTH) != digest:
            raise Damaged(f"{path} is no backup of RBO, or it is damaged: its checksum is another.")


def _digest(file: BinaryIO, length: int) -> bytes:
    """Checksum of the first *length* bytes; *file* stands behind them then."""
    file.seek(0)
    digest, left = hashlib.sha256(), max(length, 0)
    while left and (read := file.read(min(CHUNK, left))):
        digest.update(read)
        left -= len(read)
    return digest.hexdigest().encode()
