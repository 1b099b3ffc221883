"""Styles, scripts and fonts under an address that changes with them, so that browsers keep them for good."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask import Flask, Response, send_from_directory

from rbo.platform import packing
from rbo.platform.config import Settings

KEPT_S = 365 * 24 * 3600


def install(app: Flask, settings: Settings) -> None:
    """Hand out what lies in `static`; the edition stands before the file, so that styles find their fonts."""
    folder = Path(app.root_path) / "static"
    ours = _edition_of(folder)

    @app.url_defaults
    def name_edition(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static":
            values["edition"] = ours

    def static(edition: str, filename: str) -> Response:
        is_settled = edition == ours and settings.env != "dev"  # in dev, a file changes in its place
        answer = send_from_directory(folder, filename, max_age=KEPT_S if is_settled else None)
        answer.cache_control.immutable = is_settled
        return _to_be_packed(answer) if answer.mimetype in packing.WORDS else answer

    app.add_url_rule("/static/<edition>/<path:filename>", view_func=static)


def _to_be_packed(answer: Response) -> Response:
    """A file of words: its tag holds for both ways it may come, packed or not."""
    answer.set_etag(answer.get_etag()[0] or "", weak=True)
    if answer.status_code == HTTPStatus.OK:  # else nothing of it is sent, or a part
        answer.direct_passthrough = False
        answer.make_sequence()
        answer.close()
        answer.accept_ranges = "none"
    return answer


def _edition_of(folder: Path) -> str:
    whole = sha256()
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]
