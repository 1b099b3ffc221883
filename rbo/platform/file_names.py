"""A file by a name that every browser can save: whole, and in plain letters for those that read no others.

Plain is ASCII and nothing else: not ß, which banks read (`rbo/receipts/payment/latin.py`), and not ð, which a
search keeps (`rbo/clients/folding.py`).
"""

from __future__ import annotations

import unicodedata
from io import BytesIO
from urllib.parse import quote

from flask import Response, send_file

PDF = "application/pdf"
FORBIDDEN = str.maketrans('\\/:*?"<>|', "         ")
SPELT = str.maketrans(
    {
        "ß": "ss",
        "ẞ": "SS",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "–": "-",
        "—": "-",
    }
)


def plain(name: str) -> str:
    """*name* in plain letters: Strauß is Strauss; what has no such spelling, or no place in a name, goes."""
    apart = unicodedata.normalize("NFKD", name.translate(SPELT)).translate(FORBIDDEN)
    return " ".join(apart.encode("ascii", "ignore").decode().split()).replace(" .", ".")


def send_pdf(content: bytes, name: str) -> Response:
    """The answer that hands out a PDF called *name*."""
    answer = send_file(BytesIO(content), mimetype=PDF)
    names = {"filename": name}
    if not name.isascii():
        names = {"filename": plain(name), "filename*": f"UTF-8''{quote(name, safe='')}"}
    answer.headers.set("Content-Disposition", "inline", **names)
    return answer
