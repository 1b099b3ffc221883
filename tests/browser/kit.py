"""What is asked of every page: nothing for axe to find, nothing too wide, nothing too small to hit."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import Page
from werkzeug.wrappers import Response

from rbo.platform.doctor.programs import BROWSERS

AXE = Path(__file__).parents[2] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
AXE_ADDRESS = "/axe.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIND = """async (rules) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}"""
ANSWERS = (200, 404, 410)  # a page, or one that says why there is none
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOO_SMALL = """() => {
  const aims = "button, .btn, summary, select, textarea, nav a, .seg label, .switch, .frame > label, .chip," +
    "input:not([type=hidden]):not([type=radio]):not([type=checkbox])";
  return [...document.querySelectorAll(aims)]
    .filter((aim) => aim.checkVisibility() && !aim.closest(".step") && !aim.closest(".seg label input"))
    .map((aim) => [aim, aim.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([aim, { width, height }]) => `${width | 0} by ${height | 0}: ${aim.outerHTML.slice(0, 90)}`);
}"""


def browser_program() -> str | None:
    """The browser that is installed, or the one that CHROMIUM names."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def axe() -> Response:
    """The checker as a file of the site, which a browser reads once and keeps."""
    return Response(
        AXE.read_bytes(), mimetype="text/javascript", headers={"Cache-Control": "max-age=3600, immutable"}
    )


def open_page(page: Page, address: str) -> None:
    """Go to *address*, which must be there."""
    answer = page.goto(address)
    status = answer.status if answer else 0
    assert status in ANSWERS, f"{address} answers {status}"


def faults(page: Page) -> list[str]:
    """What axe finds on *page*."""
    if page.evaluate("!window.axe"):
        page.add_script_tag(url=AXE_ADDRESS)
    found: list[str] = page.evaluate(FIND, RULES)
    return found


def too_wide(page: Page) -> int:
    """By how many pixels *page* scrolls sideways."""
    pixels: int = page.evaluate(TOO_WIDE)
    return pixels


def too_small(page: Page) -> list[Any]:
    """Things to press on *page* that are smaller than 44 pixels."""
    found: list[Any] = page.evaluate(TOO_SMALL)
    return found
