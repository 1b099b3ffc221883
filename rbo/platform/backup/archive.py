"""The file: a sealed ZIP with the manifest and the rows of each table, there as a whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from rbo.platform.backup import manifest, seal
from rbo.platform.backup.manifest import BackupRefused, Damaged, Manifest, Part

Advance = Callable[[int, int], object]  # how many bytes more, of how many in all
LEVEL = 6
SEALED_BY = re.compile(rb"(?:^|\t)sealed:([0-9a-f]{8}):", re.MULTILINE)


@dataclass
class Archive:
    """A backup that is being written."""

    zip: ZipFile
    parts: list[Part] = field(default_factory=list)
    keys: set[bytes] = field(default_factory=set)

    def add(self, table: str, columns: Iterable[str], chunks: Iterable[bytes]) -> None:
        """Write the rows of *table*, as COPY gives them: one line a row."""
        digest, size, rows = hashlib.sha256(), 0, 0
        with self.zip.open(_member(table), "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                rows += chunk.count(b"\n")
                self.keys.update(SEALED_BY.findall(chunk))
        self.parts.append(Part(table, tuple(columns), rows, size, digest.hexdigest()))

    def close(self, rbo: str, schema: str, made_at: str) -> Manifest:
        """Write the manifest behind the last table."""
        keys = tuple(sorted(key.decode() for key in self.keys))
        said = Manifest(rbo, schema, made_at, tuple(self.parts), keys)
        self.zip.writestr(manifest.NAME, said.as_json())
        self.zip.comment = seal.BLANK
        return said


@contextmanager
def written(path: Path) -> Iterator[Archive]:
    """A backup that appears at *path* once it is complete and on the disk; nothing is left of a failed one.

    Raises:
        BackupRefused: there is such a file already, or it cannot be written.
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already; choose another name.")
    growing = path.with_name(f".{path.name}.growing")
    try:
        with _only_ours(growing) as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=LEVEL) as zipped:
                yield Archive(zipped)
            seal.put(file)
            file.flush()
            os.fsync(file.fileno())
        growing.rename(path)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be written: {error.strerror}. Nothing is left of it.") from error
    finally:
        growing.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, Manifest]]:
    """The backup at *path*, whose seal and manifest are believed.

    Raises:
        BackupRefused: it cannot be read, is damaged, or of a later version.
    """
    try:
        seal.check(path)
        with ZipFile(path) as zipped:
            said = manifest.read(zipped.read(manifest.NAME))
            if sorted(zipped.namelist()) != sorted([manifest.NAME, *(_member(p.table) for p in said.parts)]):
                raise Damaged(f"{path} is damaged: it holds other tables than it says.")
            yield zipped, said
    except OSError as error:
        raise BackupRefused(f"{path} cannot be read: {error.strerror}.") from error
    except (BadZipFile, KeyError, NotImplementedError) as error:
        raise Damaged(f"{path} is no backup of RBO, or it is damaged.") from error


def chunks(zipped: ZipFile, part: Part) -> Iterator[bytes]:
    """The rows of one table, checked on the way.

    Raises:
        Damaged: they are not those that were written; told after the last of them.
    """
    digest, size, rows = hashlib.sha256(), 0, 0
    with zipped.open(_member(part.table)) as read:
        while chunk := read.read(seal.CHUNK):
            digest.update(chunk)
            size += len(chunk)
            rows += chunk.count(b"\n")
            yield chunk
    if (size, rows, digest.hexdigest()) != (part.bytes, part.rows, part.sha256):
        raise Damaged(f"The backup is damaged: {part.table} is not what was written.")


def unseen(_step: int, _total: int) -> None:
    """Nobody watches."""


def verify(path: Path, advance: Advance = unseen) -> Manifest:
    """Read all of it and compare it with what it says.

    Raises:
        BackupRefused: it is damaged, or of a later version.
    """
    with opened(path) as (zipped, said):
        for part in said.parts:
            for chunk in chunks(zipped, part):
                advance(len(chunk), said.bytes)
    return said


def _member(table: str) -> str:
    return f"tables/{table}.copy"


def _only_ours(path: Path) -> BinaryIO:
    """A fresh file that nobody else may read: it holds everything."""
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
