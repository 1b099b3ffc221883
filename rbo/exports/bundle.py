"""All of it in one ZIP: the workbook, the document, and every receipt as it would be printed today."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from itertools import islice
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from rbo.exports.document import SCHEMA, document
from rbo.exports.pieces import Pipe, in_pieces
from rbo.exports.spreadsheet import spreadsheet
from rbo.exports.telling import Tell
from rbo.orders import paper
from rbo.orders.models import Order
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.receipts.handover import printed
from rbo.stringers import queries as stringers

AT_ONCE = 20
WORKBOOK_PCT, BOOK_PCT = 10, 15  # the rest of the way is drawing


def bundle(stringer_id: UUID, tell: Tell) -> Generator[bytes]:
    """The whole file; no transaction is open while receipts are drawn."""
    pipe = Pipe()
    with ZipFile(pipe, "w", ZIP_STORED) as archive:
        yield from _added(archive, pipe, "README.txt", [_read_me(stringer_id)])
        with closing(spreadsheet(stringer_id, _between(tell, 0, WORKBOOK_PCT))) as bits:
            yield from _added(archive, pipe, "book.xlsx", bits)
        with closing(document(stringer_id, _between(tell, WORKBOOK_PCT, BOOK_PCT))) as bits:
            yield from _added(archive, pipe, "book.json", bits, ZIP_DEFLATED)
        yield from _added(archive, pipe, SCHEMA.name, [SCHEMA.read_bytes()], ZIP_DEFLATED)
        for name, drawn in _receipts(stringer_id, _between(tell, BOOK_PCT, 100)):
            yield from _added(archive, pipe, f"receipts/{name}", [drawn])
    yield pipe.emptied()


def _added(
    archive: ZipFile, pipe: Pipe, name: str, bits: Iterable[bytes], how: int = ZIP_STORED
) -> Iterator[bytes]:
    about = ZipInfo(name, clock.now().timetuple()[:6])
    about.compress_type = how
    with archive.open(about, "w", force_zip64=True) as entry:
        for piece in in_pieces(bits):
            entry.write(piece)
            yield pipe.emptied()


def _receipts(stringer_id: UUID, tell: Tell) -> Iterator[tuple[str, bytes]]:
    with open_tenant(stringer_id, read_only=True):
        wanted = select(Order.number).where(Order.receipt_id.is_not(None)).order_by(Order.number)
        numbers = list(db.session.scalars(wanted))
    waiting, done = iter(numbers), 0
    while some := list(islice(waiting, AT_ONCE)):
        with open_tenant(stringer_id, read_only=True):
            copies = [paper.copy_for(stringers.mine(), number) for number in some]
        for copy in copies:
            yield printed(copy)
            done += 1
            tell(done, len(numbers))


def _between(tell: Tell, begin: int, end: int) -> Tell:
    """A part of the way, told as a part of the whole."""
    return lambda done, of: tell(begin * of + (end - begin) * done, 100 * max(of, 1))


def _read_me(stringer_id: UUID) -> bytes:
    with open_tenant(stringer_id, read_only=True):
        locale = stringers.mine().default_locale
    with force_locale(locale):
        lines = (
            _("This is your whole book."),
            _("book.xlsx: for Excel and its like. book.json: for programs, by the schema beside it."),
            _("receipts: every receipt as it would be printed today."),
        )
        return "\r\n".join((*lines, "")).encode()
