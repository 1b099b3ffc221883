"""German as the product speaks it: Swiss spelling, its own terms; and no sentence that is never found."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
GERMAN = ROOT / "rbo" / "translations" / "de" / "LC_MESSAGES" / "messages.po"
SEARCHED_FOR = "rbo/desk/search/"  # what people may type there is no sentence of ours
NEVER = {
    "ß": "ss",
    r"bespann\w*": "Besaitung",
    r"(?:haupt|kreuz)saiten?": "Längssaiten or Quersaiten",
    r"quittung\w*": "Beleg",
    r"(?<!import-catalogue )\brac(?:k|qu)ets?\b": "Schläger",
}
TERMS = {
    r"\bstringjobs?\b": "besait",
    r"\bmains\b": "längs",
    r"\bcrosses\b": "quer",
    r"\breceipts?\b": "beleg",
}
PLACE = re.compile(r"%\(\w+\)[sd]")
SAYS = {"_", "_l", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext"}


def main() -> None:
    """Print what is wrong, sentence by sentence."""
    with GERMAN.open("rb") as source:
        wrong = [*odd(read_po(source, locale="de"))]
    for path in sorted(ROOT.glob("rbo/**/*.py")):
        lines = hidden(path.read_text(encoding="utf-8"))
        wrong += [f"{path.relative_to(ROOT)}:{line}: never found within an f-string" for line in lines]
    if wrong:
        sys.exit("\n".join(wrong))


def odd(catalog: Catalog) -> Iterator[str]:
    """Sentences that another shop would say."""
    for message in catalog:
        if not any(place.startswith(SEARCHED_FOR) for place, _line in message.locations):
            english = _all(message.id)[-1] if message.id else ""
            yield from (f"«{said}»: {why}" for said in _all(message.string) for why in _why(english, said))


def hidden(source: str) -> list[int]:
    """Lines on which a sentence stands within an f-string, where the catalogue does not find it."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    calls = (call for string in strings for call in ast.walk(string) if isinstance(call, ast.Call))
    return [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id in SAYS]


def _why(english: str, german: str) -> Iterator[str]:
    english, german = (PLACE.sub("", text).lower() for text in (english, german))
    yield from (f"say {better}" for never, better in NEVER.items() if re.search(never, german))
    for term, ours in TERMS.items():
        if re.search(term, english) and ours not in german:
            yield f"{ours}… is missing"


def _all(text: object) -> list[str]:
    return [str(part) for part in text] if isinstance(text, list | tuple) else [str(text or "")]


if __name__ == "__main__":
    main()
