"""Every template: it parses, it is short, it holds no script, style or untranslated text."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jinja2 import TemplateSyntaxError, nodes

from scripts.bare_text import JINJA, bare_texts

ROOT = Path(__file__).parents[1]
LONGEST = 80
FORBIDDEN = {
    r"<script(?![^>]*\bsrc=)": "a script belongs into a file of assets/js",
    r"<style": "styles belong into assets",
    r"\sstyle\s*=": "a style attribute is refused by the content security policy",
    r"<[^>{%]*\son[a-z]+\s*=": "an event attribute is refused by the content security policy",
    r"\bjavascript:": "a script address is refused by the content security policy",
    r"\|\s*safe\b": "text is escaped, always",
    r"\shx-(get|post|put|patch|delete)(?!\s*=)": "htmx needs its address written out",
    r"https?://(?!www\.w3\.org/)": "nothing is fetched from elsewhere",
}
NOT_BROWSED = ("receipts/templates", "admin/handout", "letter.html")  # these carry their style sheet inside


def main() -> None:
    """Print what is wrong, line by line."""
    wrong = [problem for path in sorted(ROOT.glob("rbo/**/*.html")) for problem in problems(path)]
    if wrong:
        sys.exit("\n".join(wrong))


def problems(path: Path) -> list[str]:
    """What is wrong with one template."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    found = [f"{name}: {problem}" for problem in (*_syntax(text), *_missing(text))]
    if text.count("\n") > LONGEST:
        found.append(f"{name}: {text.count(chr(10))} lines, {LONGEST} are enough")
    found += [f"{name}:{line}: not translated: {words}" for line, words in bare_texts(text)]
    if any(part in str(path) for part in NOT_BROWSED):
        return found
    without_notes = re.sub(r"{#.*?#}", lambda note: "\n" * note.group().count("\n"), text, flags=re.DOTALL)
    for pattern, reason in FORBIDDEN.items():
        hits = re.finditer(pattern, without_notes)
        found += [f"{name}:{without_notes[: hit.start()].count(chr(10)) + 1}: {reason}" for hit in hits]
    return found


def _missing(text: str) -> Iterator[str]:
    """What a template takes from another that does not have it."""
    for taken in _tree(text).find_all(nodes.FromImport):
        source = taken.template.as_const()
        there = next(ROOT.glob(f"rbo/*/templates/{source}"), None)
        given = _given(there.read_text(encoding="utf-8")) if there else set()
        for name in taken.names:
            if (asked := name if isinstance(name, str) else name[0]) not in given:
                yield f"{source} gives no {asked}"


def _given(text: str) -> set[str]:
    tree = _tree(text)
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    return macros | {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


def _syntax(text: str) -> Iterator[str]:
    try:
        JINJA.parse(text)
    except TemplateSyntaxError as error:
        yield f"line {error.lineno}: {error.message}"


def _tree(text: str) -> nodes.Template:
    """What *text* says; nothing where it cannot be read."""
    try:
        return JINJA.parse(text)
    except TemplateSyntaxError:
        return nodes.Template([])


if __name__ == "__main__":
    main()
