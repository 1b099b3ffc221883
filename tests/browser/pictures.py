"""Pictures of pages as they open for a person, where RBO_PICTURES names a folder for them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page

FOLDER = os.environ.get("RBO_PICTURES", "")
SIZES_PX = {375: 812, 1280: 900}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
HIGHEST_PX = 8000  # no browser paints a page of any height
TIMEOUT_S = 0 if FOLDER else 600  # whoever wants pictures of everything has the time
OF_ONE_ROW = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\w.=-]{40,}")
WHOLE_HEIGHT = "document.documentElement.scrollHeight"
UNSPEAKABLE = re.compile(r"[^A-Za-z0-9]+")


def photograph(page: Page, name: str) -> None:
    """Keep pictures of *page* in both sizes and themes, as high as it is: the bars lie where they end it."""
    if not FOLDER:
        return
    for width, height in SIZES_PX.items():
        page.set_viewport_size({"width": width, "height": height})
        whole = min(max(height, page.evaluate(WHOLE_HEIGHT)), HIGHEST_PX)
        page.set_viewport_size({"width": width, "height": whole})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.screenshot(path=Path(FOLDER) / f"{name}-{width}-{theme}.png")


def name_of(address: str) -> str:
    """The name of the pictures of *address*, the same for whichever row it shows."""
    return UNSPEAKABLE.sub("-", OF_ONE_ROW.sub("one", address)).strip("-") or "today"
