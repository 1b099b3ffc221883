"""Files that are brought to do harm, or by mistake."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import warnings
import zipfile
from random import Random

from rbo.imports.reading import unfit
from rbo.imports.reading.unfit import Fault
from tests.imports.xlsx import DECLARED, MAIN, Book

CELLS = Book({"Client-Stringing-Orders": [["ID", "Dates"], [None, "Ordered"], [1, "x"]]})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def with_part(name: str, text: str | bytes) -> bytes:
    """A workbook with one part of its package replaced or added."""
    return Book(CELLS.sheets, parts={name: text}).packed()


def with_entities() -> bytes:
    """Nine lines that expand to a thousand million laughs."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    text = (
        f'{DECLARED}<!DOCTYPE sst [<!ENTITY l0 "ha">{lines}]><sst xmlns="{MAIN}"><si><t>&l8;</t></si></sst>'
    )
    return with_part(STRINGS, text)


def with_outside_entity() -> bytes:
    """A text that is to be fetched from the disk of the server."""
    declared = '<!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return with_part(STRINGS, f'{DECLARED}{declared}<sst xmlns="{MAIN}"><si><t>&x;</t></si></sst>')


def by_another_name() -> bytes:
    """The same in a part that is not called XML, where nobody looks for the words."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_entities())) as was, zipfile.ZipFile(file, "w") as package:
        for name in was.namelist():
            text = was.read(name).replace(b"sharedStrings.xml", b"sharedStrings.txt")
            package.writestr(name.replace("sharedStrings.xml", "sharedStrings.txt"), text)
    return file.getvalue()


def in_wide_letters() -> bytes:
    """The same in an encoding in which a search for the words finds nothing."""
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE sst [<!ENTITY x "y">]><sst xmlns="{MAIN}"/>'
    return with_part(STRINGS, text.encode("utf-16"))


def zip_bomb() -> bytes:
    """Some kilobytes that unpack to a hundred megabytes."""
    return with_part("xl/media/image1.xml", b" " * 100_000_000)


def many_parts() -> bytes:
    """A package of a thousand empty files."""
    return Book(CELLS.sheets, parts={f"xl/media/{n}.xml": "" for n in range(1000)}).packed()


def lying_about_size() -> bytes:
    """A part that says it is small and is not."""
    honest = with_part("xl/media/image1.xml", b"<a/>" * 100_000)
    size, lie = struct.pack("<I", 400_000), struct.pack("<I", 4)
    return honest.replace(size, lie)


def overlapping() -> bytes:
    """A part of the package twice under one name."""
    file = io.BytesIO(CELLS.packed())
    with zipfile.ZipFile(file, "a") as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.writestr(SHEET, "<worksheet/>")
    return file.getvalue()


def far_cell() -> bytes:
    """One word in the last cell that a sheet can have."""
    text = (
        f'{DECLARED}<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData></worksheet>'
    )
    return with_part(SHEET, text)


def empty_far_cell() -> bytes:
    """A sheet that is coloured down to its last cell, with nothing in it."""
    text = (
        f'{DECLARED}<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1" t="str"><v>x</v></c></row>'
        '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData></worksheet>'
    )
    return with_part(SHEET, text)


def many_rows() -> bytes:
    """Rows without numbers, more than a book has."""
    rows = "".join(f"<row><c><v>{n * 7919 % 1_000_003}</v></c></row>" for n in range(21_000))
    return with_part(SHEET, f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')


def long_pause() -> bytes:
    """A formula, and megabytes of blanks that no two readers count alike."""
    blanks = "".join(Random(7).choices(" \t\n", k=3_000_000))
    row = f'<row><c t="str"><f>A1</f>{blanks}<v>x</v></c></row>'
    return with_part(SHEET, f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetData>{row}</sheetData></worksheet>')


def with_macros() -> bytes:
    """A workbook that could run something."""
    return with_part("xl/vbaProject.bin", b"\xd0\xcf")


def with_password() -> bytes:
    """What Excel makes of a workbook with a password: another container."""
    return OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def encrypted_part() -> bytes:
    """A package in which a part is encrypted."""
    return (
        CELLS.packed()
        .replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00")
        .replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    )


def a_document() -> bytes:
    """A package of another program."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", "<Types>wordprocessingml.document.main+xml</Types>")
        package.writestr("word/document.xml", "<document/>")
    return file.getvalue()


def cut_short() -> bytes:
    """Half an upload."""
    whole = CELLS.packed()
    return whole[: len(whole) // 2]


CORPUS = {
    "entities": (with_entities, Fault.ENTITIES),
    "outside entity": (with_outside_entity, Fault.ENTITIES),
    "another name": (by_another_name, Fault.DAMAGED),
    "wide letters": (in_wide_letters, Fault.ENTITIES),
    "zip bomb": (zip_bomb, Fault.BOMB),
    "many parts": (many_parts, Fault.BOMB),
    "lying about size": (lying_about_size, Fault.DAMAGED),
    "a part twice": (overlapping, Fault.DAMAGED),
    "far cell": (far_cell, Fault.TOO_MANY_ROWS),
    "many rows": (many_rows, Fault.TOO_MANY_ROWS),
    "macros": (with_macros, Fault.MACROS),
    "password": (with_password, Fault.PASSWORD),
    "encrypted part": (encrypted_part, Fault.PASSWORD),
    "a document": (a_document, Fault.NO_WORKBOOK),
    "cut short": (cut_short, Fault.DAMAGED),
    "old Excel": (lambda: OLE + b"\0" * 1024, Fault.OLD_EXCEL),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n", Fault.NO_WORKBOOK),
    "nothing": (lambda: b"", Fault.EMPTY),
    "too large": (lambda: b"PK\3\4" + b"\0" * unfit.MOST_BYTES, Fault.TOO_LARGE),
}


def cost_of(content: bytes) -> tuple[str, int, float]:
    """What the reader's process answers, the most memory it had in kB, and its seconds of work."""
    code = (
        "import re, resource, runpy, sys; runpy.run_module('rbo.imports.reading', run_name='__main__');"
        "most = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1];"
        "used = resource.getrusage(resource.RUSAGE_SELF);"
        "sys.stderr.write(f'{most} {used.ru_utime + used.ru_stime}')"
    )
    done = subprocess.run([sys.executable, "-c", code], input=content, capture_output=True, check=True)
    most_kb, worked_s = done.stderr.decode().split()[-2:]
    return done.stdout.decode(), int(most_kb), float(worked_s)
