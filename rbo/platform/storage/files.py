"""The files of this installation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from rbo.platform.config import settings
from rbo.platform.storage.folder import Folder
from rbo.platform.storage.stored import Storage


def files() -> Storage:
    """Where this installation keeps its files."""
    return storage_at(settings().storage_url, settings().s3_endpoint_url)


@cache
def storage_at(url: str, s3_endpoint_url: str) -> Storage:
    """The folder or the bucket that *url* names; `config` has checked it."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.scheme != "s3":
        return Folder(Path(path))
    from rbo.platform.storage.bucket import Bucket  # noqa: PLC0415  7 MB that a folder does not need

    return Bucket(parts.netloc, path.strip("/"), s3_endpoint_url)
