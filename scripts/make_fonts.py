"""Make the receipt's fonts: Inter's files for each script merged, one TTF a weight, and their widths.

Run `npm pack @fontsource/inter@5.3.0`, unpack it, then `python scripts/make_fonts.py package`.
"""

import json
import shutil
import sys
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parent.parent / "rbo" / "receipts" / "fonts"
WEIGHTS = (400, 600, 700)
SCRIPTS = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
BOX = "\N{WHITE SQUARE}"


def unpacked(source: Path, folder: Path) -> str:
    """The plain TTF of a web font, beside the others in *folder*."""
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    target = folder / source.with_suffix(".ttf").name
    font.save(target)
    return str(target)


def merge(package: Path, weight: int) -> None:
    """Write `Inter-<weight>.ttf` of one weight's files."""
    parts = [package / "files" / f"inter-{script}-{weight}-normal.woff2" for script in SCRIPTS]
    with TemporaryDirectory() as folder:
        plain = [unpacked(part, Path(folder)) for part in parts]
        font = Merger().merge(plain)
        give_box(font)
        dated_like(font, plain[0])
        font.save(TARGET / f"Inter-{weight}.ttf")


def give_box(font: TTFont) -> None:
    """A glyph of its own for the box that stands for letters outside the font."""
    font.setGlyphOrder([*font.getGlyphOrder(), "box"])
    glyphs = font["glyf"]
    glyphs["box"] = deepcopy(glyphs[".notdef"])
    font["hmtx"]["box"] = font["hmtx"][".notdef"]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(BOX)] = "box"


def dated_like(font: TTFont, original: str) -> None:
    """Give *font* the dates of *original*, so that it comes out the same every time."""
    head = TTFont(original, recalcTimestamp=False)["head"]
    font.recalcTimestamp = False
    font["head"].created, font["head"].modified = head.created, head.modified


def widths(weight: int) -> dict[str, float]:
    """The widest advance of every letter, in em."""
    font = TTFont(TARGET / f"Inter-{weight}.ttf")
    advances, em = font["hmtx"].metrics, font["head"].unitsPerEm
    names = {chr(code): name for code, name in font.getBestCmap().items()}
    forms = {letter: (name, f"{name}.tf") for letter, name in names.items()}
    return {
        letter: round(max(advances.get(form, [0])[0] for form in both) / em, 4)
        for letter, both in forms.items()
    }


def main() -> None:
    """Merge every weight, write down its widths and bring the licence along."""
    package = Path(sys.argv[1])
    for weight in WEIGHTS:
        merge(package, weight)
    table = {weight: widths(weight) for weight in WEIGHTS}
    (TARGET / "widths.json").write_text(json.dumps(table, separators=(",", ":"), sort_keys=True) + "\n")
    shutil.copy(package / "LICENSE", TARGET / "OFL.txt")


if __name__ == "__main__":
    main()
