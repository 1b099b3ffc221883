"""A receipt as WeasyPrint takes it in, without what is of no use to it. Importing this loads WeasyPrint.

The engine's own style sheet gives every element six notes and marks, computed for nothing, and its HTML
parser is written in Python: together a tenth of the time that a receipt takes.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import fromstring

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML

ELEMENTS = CSS(
    string="""
    head, link, meta, style, title { display: none }
    html, body, main, section, div, p, h1, h2, dl, dt, dd { display: block }
    h1 { bookmark-level: 1 }
    h2 { bookmark-level: 2 }
    h1, h2 { bookmark-label: content(text); hyphens: manual; break-after: avoid; break-inside: avoid }
    img { overflow: hidden }
    """
)


class Leaf(HTML):  # type: ignore[misc]  # the engine ships without types
    """A page of our own templates: HTML that is XML too."""

    def __init__(self, markup: str, fetcher: Any) -> None:
        self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(fromstring(markup), content_language=None)  # noqa: S314
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, *_forms: bool) -> list[CSS]:
        return [ELEMENTS]
