"""What is asked of every page: nothing for axe to find, nothing too wide, too small to hit or covered."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from playwright.sync_api import JSHandle, Page
from werkzeug.wrappers import Response

from rbo.platform.doctor.programs import BROWSERS

Rules = dict[str, Any]
Part = dict[str, Any]

AXE = Path(__file__).parents[2] / "assets" / "node_modules" / "axe-core" / "axe.min.js"
AXE_ADDRESS = "/axe.js"
_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size", "valid-lang"]
ALL = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS = {"runOnly": {"type": "rule", "values": _LOOKS}}  # another answer in another theme, width or language
STRUCTURE = {**ALL, "rules": {rule: {"enabled": False} for rule in _LOOKS}}
WHOLE: Part = {}
INSIDE: Part = {"exclude": [".rail", ".bottom", "dialog"]}  # without the frame, which is that of every page
FIND = """async ([rules, part, address]) => {
  if (part.include?.length === 0) return [];
  if (!window.axe) await new Promise((loaded) => {
    document.head.append(Object.assign(document.createElement("script"), { src: address, onload: loaded }));
  });
  const wishes = { ...rules, resultTypes: ["violations"], preload: false, iframes: false };
  const found = await axe.run({ include: [["html"]], ...part }, wishes);
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
}"""
FRESH = (Path(__file__).parent / "fresh.js").read_text(encoding="utf-8")
TONGUE = "[document.title, document.documentElement.lang]"
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
CUT_HINTS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const empty = [...document.querySelectorAll(":placeholder-shown")];
  const said = empty.filter((field) => field.checkVisibility());
  return said.filter((field) => {
    const { font, paddingLeft, paddingRight } = getComputedStyle(field);
    pen.font = font;
    const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return pen.measureText(field.placeholder).width > room;
  }).map((field) => field.placeholder);
}"""
FIT = f"() => [{TOO_WIDE}, ({TOO_SMALL})(), ({CUT_HINTS})()]"
UNFOLD = "() => document.querySelectorAll('details:not(.more)').forEach((part) => { part.open = true; })"
COVERED = """() => {
  const AIMS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const isCovered = (aim) => {
    aim.focus();
    if (document.activeElement !== aim) return false;
    const { left, top, width, height } = aim.getBoundingClientRect();
    const seen = document.elementFromPoint(left + width / 2, top + height / 2);
    return !(seen && (aim.contains(seen) || seen.contains(aim) || seen.closest("label")?.control === aim));
  };
  const aims = [...document.querySelectorAll(AIMS)].filter((aim) => aim.checkVisibility() && !aim.disabled);
  return aims.filter(isCovered).map((aim) => aim.outerHTML.slice(0, 90));
}"""
FACE = """() => {
  const body = document.body.cloneNode(true);
  for (const passing of body.querySelectorAll("input[type=hidden], .pip, #unread")) passing.remove();
  return body.innerHTML;
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


def visit(page: Page, address: str, status: int = 200) -> None:
    """Go to *address*, which must answer with *status*."""
    answer = page.goto(address)
    found = answer.status if answer else 0
    assert found == status, f"{address} answers {found}"


def open_page(page: Page, address: str, status: int = 200) -> None:
    """Go to *address* and open what it keeps closed."""
    visit(page, address, status)
    unfold(page)


def unfold(page: Page) -> None:
    """Open what *page* keeps closed until somebody wants to see it; but no menu, which lies over a page."""
    page.evaluate(UNFOLD)


def faults(page: Page, rules: Rules = ALL, part: Part | JSHandle = WHOLE) -> list[str]:
    """What axe finds on *page*, or on a part of it."""
    found: list[str] = page.evaluate(FIND, [rules, part, AXE_ADDRESS])
    return found


def ugly(page: Page, view: str) -> list[str]:
    """What axe finds on the looks of those parts of *page* that are like nothing seen in this *view* yet."""
    return faults(page, LOOKS, page.evaluate_handle(FRESH, view))


def too_wide(page: Page) -> int:
    """By how many pixels *page* scrolls sideways."""
    pixels: int = page.evaluate(TOO_WIDE)
    return pixels


def tongue(page: Page) -> tuple[str, str]:
    """The title of *page*, and the language that it says it speaks."""
    title, language = page.evaluate(TONGUE)
    return title, language


def too_small(page: Page) -> list[Any]:
    """Things to press on *page* that are smaller than 44 pixels."""
    found: list[Any] = page.evaluate(TOO_SMALL)
    return found


def fit(page: Page) -> tuple[int, list[Any], list[Any]]:
    """By how many pixels *page* scrolls sideways, what is too small to press, and hints that are cut off."""
    wide, small, hints = page.evaluate(FIT)
    return wide, small, hints


def covered(page: Page, width: int = 375, height: int = 640) -> list[str]:
    """What on *page* lies behind something else while it has the focus, on a small phone."""
    page.set_viewport_size({"width": width, "height": height})
    found: list[str] = page.evaluate(COVERED)
    return found


def face(page: Page) -> str:
    """What *page* shows, without what each answer has of its own."""
    shown: str = page.evaluate(FACE)
    return shown
