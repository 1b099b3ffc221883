"""Text of a template that nobody could translate."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jinja2 import Environment

SPOKEN = {"alt", "aria-description", "aria-label", "placeholder", "title"}
SAME_EVERYWHERE = {"RBO", "kg", "lb", "CSV", "PDF", "Ctrl", "IBAN", "Deutsch", "English"}
JINJA = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
WORD = re.compile(r"[^\W\d_]{2,}")
ATTRIBUTE = re.compile(r"""[\w-]+=(["']).*?\1""")  # in a macro that goes inside a tag
UNREAD = ("script", "style", "svg")


def bare_texts(source: str) -> list[tuple[int, str]]:
    """Line and words of every text that is written out instead of through `_()`."""
    reader = _Reader()
    reader.feed(_without_expressions(source))
    return [(line, text) for line, text in reader.found if set(WORD.findall(text)) - SAME_EVERYWHERE]


def _without_expressions(source: str) -> str:
    """The HTML alone: what Jinja makes counts as nothing, but keeps its lines."""
    return "".join(_kept(source))


def _kept(source: str) -> Iterator[str]:
    for _, kind, value in JINJA.lex(source):
        yield value if kind == "data" else "\n" * value.count("\n")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self._within.append(tag)
        self.found += [(self.getpos()[0], value or "") for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.found.append((self.getpos()[0], ATTRIBUTE.sub("", data).strip()))
