"""Text in the letters that every bank reads: the small Latin set of the Swiss payment standard.

It is wider than the letters of a file's name (`rbo/platform/file_names.py`): ä, é and ß stay, and € is spelt;
those of a search (`rbo/clients/folding.py`) have no case, and lose nothing.
"""

from __future__ import annotations

from functools import cache
from string import ascii_letters, digits
from unicodedata import normalize

SIGNS = " .,;:'+-/()?!\"#%&*<>÷=@_$£[]{}\\`´~"
ACCENTED = "àáâäçèéêëìíîïñòóôöùúûüýßÀÁÂÄÇÈÉÊËÌÍÎÏÒÓÔÖÙÚÛÜÑ"
ALLOWED = frozenset(ascii_letters + digits + SIGNS + ACCENTED)
SPELLED = {
    "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ı": "i", "ŧ": "t", "Ŧ": "T", "ẞ": "SS",
    "€": "EUR", "×": "x", "⁄": "/", "|": "/", **dict.fromkeys("‘’‚‛′ʼ", "'"), **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−·•", "-"),
}  # fmt: skip


def latin(text: str | None, most: int) -> str:
    """*text* as one line of at most *most* such letters; what has none is left out."""
    spelled = "".join(map(_spelled, normalize("NFC", text or "")))
    return " ".join(spelled.split())[:most].rstrip()


@cache
def _spelled(letter: str) -> str:
    if letter in ALLOWED:
        return letter
    if letter.isspace():
        return " "
    plain = "".join(SPELLED.get(part, part) for part in normalize("NFKD", letter))
    return "".join(sign for sign in plain if sign in ALLOWED)
