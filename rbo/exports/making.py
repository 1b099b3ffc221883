"""The bytes of an export: the same for the worker, who puts them into storage, and for the command line."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from uuid import UUID

from rbo.exports.bundle import bundle
from rbo.exports.document import document
from rbo.exports.models import Format
from rbo.exports.pieces import in_pieces
from rbo.exports.spreadsheet import spreadsheet
from rbo.exports.telling import Tell

Writer = Callable[[UUID, Tell], Generator[bytes]]
WRITERS: Mapping[Format, Writer] = {Format.JSON: document, Format.XLSX: spreadsheet, Format.ZIP: bundle}


def made(wanted: Format, stringer_id: UUID, tell: Tell) -> Generator[bytes]:
    """The file of one book. Close it when it is not read to its end: a transaction is open in it."""
    with closing(WRITERS[wanted](stringer_id, tell)) as bits:
        yield from in_pieces(bits)
