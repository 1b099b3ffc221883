"""What is sealed in the book leaves it in the clear: the file is its owner's."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rbo.platform.keys.column import Sealed, ring
from rbo.platform.rows import Base

MARK = b'"sealed:'


def opened(lines: Iterator[bytes], noun: type[Base] | None) -> Iterator[bytes]:
    """*lines* of JSON that Postgres made of rows of *noun*, its sealed columns as their owner wrote them.

    No other column is opened, whatever somebody has typed into it.
    """
    columns = noun.__table__.columns if noun is not None else ()
    sealed = {column.key: column.type.purpose for column in columns if isinstance(column.type, Sealed)}
    return (_opened(line, sealed) if sealed and MARK in line else line for line in lines)


def _opened(line: bytes, sealed: dict[str, str]) -> bytes:
    row = json.loads(line)
    for name, purpose in sealed.items():
        if row.get(name):
            row[name] = ring().open(row[name], purpose)
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
