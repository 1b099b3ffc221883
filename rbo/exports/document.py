"""The book as one JSON document, by the published schema; row after row, as Postgres sends them."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from rbo.clients.models import ClientProfile
from rbo.exports.opening import opened
from rbo.exports.parts.book import PARTS, stringer
from rbo.exports.parts.columns import as_json
from rbo.exports.snapshot import copied, snapshot
from rbo.exports.telling import LONG, Tell, told
from rbo.platform import clock
from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.stringers.models import Stringer

VERSION = 1
HOLDS_SEALED = {"clients": ClientProfile}
SCHEMA = Path(__file__).parent / "data" / f"v{VERSION}.json"
ADDRESS = f"/exports/schema/v{VERSION}.json"


def document(stringer_id: UUID, tell: Tell) -> Generator[bytes]:
    """The whole document; *tell* hears how many of how many rows are done, as near as need be."""
    with snapshot(stringer_id) as connection:
        total = sum(db.session.scalars(select(func.count()).select_from(noun)).one() for noun in LONG)
        yield head()
        yield from opened(copied(connection, as_json(stringer())), Stringer)
        steps = told(tell, total)
        for name, rows in PARTS.items():
            yield f',\n"{name}": ['.encode()
            lines = opened(copied(connection, as_json(rows())), HOLDS_SEALED.get(name))
            yield from separated(lines, steps)
            yield b"]"
        yield b"\n}\n"


def separated(lines: Iterator[bytes], steps: Iterator[None]) -> Iterator[bytes]:
    """The elements of an array, a step for each."""
    separator = b"\n"
    for line, _step in zip(lines, steps, strict=False):
        yield separator + line
        separator = b","


def head() -> bytes:
    """What a reader has to know first, up to the stringer's own row."""
    known = {
        "schema_version": VERSION,
        "schema": settings().public_url + ADDRESS,
        "made_at": clock.now().isoformat(timespec="seconds"),
    }
    lines = [f'"{name}": {json.dumps(value)},\n' for name, value in known.items()]
    return f'{{\n{"".join(lines)}"stringer": '.encode()
