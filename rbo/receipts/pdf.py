"""A receipt as a PDF of one page. For the worker: with no font at all, the engine takes its process along."""

from __future__ import annotations

import atexit
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rbo.platform.jobs.crash import crash_point
from rbo.platform.loader import asked_of_the_loader_alone
from rbo.platform.metrics.counting import note, timed
from rbo.platform.metrics.families import DRAWING_S, DRAWN_BYTES
from rbo.receipts.draft import Draft
from rbo.receipts.measure import FONTS
from rbo.receipts.sheet import sheet

STYLE = Path(__file__).parent.parent / "static" / "paper.css"


@dataclass(frozen=True)
class Engine:
    """WeasyPrint with what is read once per process."""

    leaf: Any
    style: Any
    fonts: Any
    fetcher: Any


def draw(draft: Draft, number: str, locale: str) -> bytes:
    """The PDF of *draft*, the same bytes every time. Needs an app context, for the words."""
    html = sheet(draft, number, locale)
    crash_point("while_drawing")
    return printed(html)


def counted(draft: Draft, number: str, locale: str) -> bytes:
    """`draw`, with its time and the size of what came for Prometheus."""
    with timed(DRAWING_S):
        paper = draw(draft, number, locale)
    note(DRAWN_BYTES, len(paper))
    return paper


def printed(html: str) -> bytes:
    """A sheet as a PDF that can be read aloud (PDF/UA-1), with nothing from outside in it."""
    engine = warm()
    page = engine.leaf(html, engine.fetcher)
    pdf: bytes = page.write_pdf(stylesheets=[engine.style], font_config=engine.fonts, pdf_variant="pdf/ua-1")
    return pdf


@cache
def warm() -> Engine:
    """Load the engine, the fonts and the style sheet, so that the first receipt is as fast as the second."""
    os.environ["FONTCONFIG_FILE"] = str(FONTS / "fonts.conf")
    with asked_of_the_loader_alone():
        from weasyprint import CSS  # noqa: PLC0415  the site runs on machines without Pango
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    from rbo.receipts.fetcher import ImagesOnly  # noqa: PLC0415
    from rbo.receipts.leaf import Leaf  # noqa: PLC0415

    fonts, fetcher = FontConfiguration(), ImagesOnly()
    style = CSS(string=STYLE.read_text(), font_config=fonts, url_fetcher=fetcher)
    return Engine(Leaf, style, fonts, fetcher)


atexit.register(warm.cache_clear)  # the fonts are let go while their library is still there
