"""The catalogues say every sentence of the code and no other; `--update` brings them in line."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "rbo" / "translations"
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}


def main() -> None:
    """Compare, or update."""
    template, paths = _extracted(), sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
    if "--update" in sys.argv:
        for path in paths:
            _update(path, template)
    elif wrong := [problem for path in paths for problem in _problems(path, template)]:
        sys.exit("\n".join(wrong) + "\nrun: make translations, then translate what is empty or fuzzy")


def _extracted() -> Catalog:
    catalog = Catalog(project="RBO")
    options = {"**/templates/**.html": {"silent": "false"}}
    for file, line, message, comments, context in extract_from_dir(
        ROOT / "rbo", METHODS, options, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        catalog.add(message, None, [(f"rbo/{file}", line)], auto_comments=comments, context=context)
    return catalog


def _update(path: Path, template: Catalog) -> None:
    catalog = _read(path)
    catalog.update(template, update_creation_date=False)
    path.write_bytes(_written(catalog))
    path.with_suffix(".mo").write_bytes(_compiled(catalog))


def _problems(path: Path, template: Catalog) -> Iterator[str]:
    catalog, name = _read(path), path.relative_to(ROOT)
    known = set(_keys(catalog))
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    for stale in sorted(known - set(_keys(catalog)), key=str):
        yield f"{name}: nobody says this any more: {stale[1]}"
    for message in catalog:
        if message.id and (message.fuzzy or not all(_strings(message.string))):
            yield f"{name}: {'fuzzy' if message.fuzzy else 'untranslated'}: {message.id}"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != _compiled(catalog):
        yield f"{compiled.relative_to(ROOT)} is not compiled from {path.name}"


def _read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parts[-3])


def _keys(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for message in catalog:
        if message.id:
            yield message.context or "", str(message.id)


def _strings(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text or ""] if isinstance(text, str | None) else list(text)


def _written(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=110, ignore_obsolete=True, sort_output=True, include_lineno=False)
    return out.getvalue()


def _compiled(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


if __name__ == "__main__":
    main()
