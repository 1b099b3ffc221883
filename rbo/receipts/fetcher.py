"""What a receipt may load: raster images that lie in the page itself. Importing this loads WeasyPrint."""

from __future__ import annotations

import logging
from typing import Any

from weasyprint.urls import URLFetcher

log = logging.getLogger(__name__)
ALLOWED = ("data:image/png;base64,", "data:image/jpeg;base64,")


class ImagesOnly(URLFetcher):  # type: ignore[misc]  # the engine ships without types
    """Refuses every address outside the page; the receipt is drawn without it."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The image in *url*.

        Raises:
            ValueError: it is anything else.
        """
        if not url.startswith(ALLOWED):
            log.warning("receipt: refused to load %.60s", url)
            raise ValueError("a receipt loads nothing from outside")
        return super().fetch(url, headers)
