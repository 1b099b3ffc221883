"""How wide Inter's letters are: text is broken and shortened before it is drawn, so nothing runs over.

Each letter counts with its widest form. Kerning is left out; a little room makes up for it.
`fonts/widths.json` comes from `scripts/make_fonts.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from json import loads
from pathlib import Path
from unicodedata import category, normalize

FONTS = Path(__file__).parent / "fonts"
MM_PER_PT = 25.4 / 72
ROOM = 1.015
LONGEST_LINE = 250
UNKNOWN = "\N{WHITE SQUARE}"
BREAK_AFTER = "@.-_/"
HIDDEN = "CM"


@dataclass(frozen=True)
class Face:
    """A size and a weight of Inter."""

    size_pt: float
    weight: int = 400

    def width_mm(self, text: str) -> float:
        """How far *text* runs."""
        widths = ems(self.weight)
        return ROOM * MM_PER_PT * self.size_pt * sum(widths.get(letter, widths[UNKNOWN]) for letter in text)


@cache
def ems(weight: int) -> dict[str, float]:
    """The advance of every letter of a weight, in em; that of the empty box stands for the others."""
    table: dict[str, dict[str, float]] = loads((FONTS / "widths.json").read_text())
    return table[str(weight)]


def printable(text: str) -> str:
    """*text* in letters the fonts have: accents dropped where they must be, an empty box for what is left."""
    return "".join(map(_in_print, normalize("NFC", text)))


def lines(text: str | None, face: Face, width_mm: float, most: int = 1) -> list[str]:
    """*text* in at most *most* lines of *width_mm*; what does not fit ends in an ellipsis."""
    done: list[str] = []
    for paragraph in printable((text or "").strip()[: LONGEST_LINE * most]).splitlines():
        done += _broken(paragraph.split(), face, width_mm)
    if len(done) <= most:
        return done
    return [*done[: most - 1], _shortened(done[most - 1], face, width_mm)]


@cache
def _in_print(letter: str) -> str:
    known = ems(400)
    if letter == "\n" or (letter in known and category(letter)[0] not in HIDDEN):
        return letter
    if letter.isspace():
        return " "
    if category(letter)[0] in HIDDEN:
        return ""
    return "".join(part for part in normalize("NFKD", letter) if part in known) or UNKNOWN


def _broken(words: list[str], face: Face, width_mm: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if face.width_mm(longer) <= width_mm:
            line = longer
            continue
        if line:
            yield line
        *full, line = _split(word, face, width_mm)
        yield from full
    if line:
        yield line


def _split(word: str, face: Face, width_mm: float) -> Iterator[str]:
    while face.width_mm(word) > width_mm and len(word) > 1:
        at = _last_break(word[: _fitting(word, face, width_mm)])
        yield word[:at]
        word = word[at:]
    yield word


def _fitting(word: str, face: Face, width_mm: float) -> int:
    """How many letters of *word* fit, at least one."""
    count = 1
    while count < len(word) and face.width_mm(word[: count + 1]) <= width_mm:
        count += 1
    return count


def _last_break(start: str) -> int:
    """Where a long word is best parted: after the last sign in its second half, else at its end."""
    good = (at + 1 for at in range(len(start) // 2, len(start)) if start[at] in BREAK_AFTER)
    return max(good, default=len(start))


def _shortened(line: str, face: Face, width_mm: float) -> str:
    while line and face.width_mm(f"{line}…") > width_mm:
        line = line[:-1]
    return line.rstrip(" .,") + "…"
