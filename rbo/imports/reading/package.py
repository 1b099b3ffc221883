"""What a file is, before anything opens it: a workbook without traps, or none."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rbo.imports.reading import unfit
from rbo.imports.reading.unfit import Fault, Unfit

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files, and of encrypted new ones
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIP = b"PK\x03\x04"
ENCRYPTED_PART = 1  # bit 0 of the flags (APPNOTE 4.4.4)
TYPES = "[Content_Types].xml"
WORKBOOK = b"spreadsheetml.sheet.main+xml"
MACROS = b"macroEnabled"
DECLARES = re.compile(rb"<!(DOCTYPE|ENTITY)")
WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0")  # two bytes for a character: Excel writes no such thing
ROW = re.compile(rb"<(?:\w+:)?row\b")
FAR_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*\br=[\"'][A-Z]{1,3}(\d{5,})[\"'][^<>/]*>")


def refuse_foreign(content: bytes) -> None:
    """Refuse what is no workbook by its size and its first bytes; cheap enough for a page.

    Raises:
        Unfit: it is none.
    """
    if not content:
        raise Unfit(Fault.EMPTY)
    if len(content) > unfit.MOST_BYTES:
        raise Unfit(Fault.TOO_LARGE)
    if content.startswith(OLE):
        raise Unfit(Fault.PASSWORD if ENCRYPTED in content else Fault.OLD_EXCEL)
    if not content.startswith(ZIP):
        raise Unfit(Fault.NO_WORKBOOK)


def look_through(content: bytes) -> None:
    """Refuse a workbook with traps.

    Raises:
        Unfit: something about it is not as it must be.
    """
    refuse_foreign(content)
    try:
        with ZipFile(BytesIO(content)) as package:
            _refuse_bomb(package.infolist())
            _refuse_other_kind(package)
            for part in filter(is_xml, package.namelist()):
                _look_at(package.read(part))
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Unfit(Fault.DAMAGED) from error


def _refuse_bomb(parts: list[ZipInfo]) -> None:
    """The sizes a package declares are those it is read to, so that they can be believed."""
    if any(part.flag_bits & ENCRYPTED_PART for part in parts):
        raise Unfit(Fault.PASSWORD)
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        raise Unfit(Fault.DAMAGED)
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(sum(part.compress_size for part in parts), 1)
    if len(parts) > unfit.MOST_PARTS or unpacked > unfit.MOST_UNPACKED_BYTES or ratio > unfit.MOST_RATIO:
        raise Unfit(Fault.BOMB)


def _refuse_other_kind(package: ZipFile) -> None:
    names = package.namelist()
    if len(set(names)) != len(names):
        raise Unfit(Fault.DAMAGED)
    types = package.read(TYPES) if TYPES in names else b""
    if MACROS in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unfit(Fault.MACROS)
    if WORKBOOK not in types:
        raise Unfit(Fault.NO_WORKBOOK)


def is_xml(part: str) -> bool:
    """Whether a part is one that is looked through; no other may be read."""
    return part.lower().endswith((".xml", ".rels", ".vml"))


def _look_at(text: bytes) -> None:
    if text.startswith(WIDE) or DECLARES.search(text):
        raise Unfit(Fault.ENTITIES)
    if len(ROW.findall(text)) > unfit.LAST_ROW:
        raise Unfit(Fault.TOO_MANY_ROWS)
    if any(int(row) > unfit.LAST_ROW for row in FAR_CELL.findall(text)):
        raise Unfit(Fault.TOO_MANY_ROWS)
