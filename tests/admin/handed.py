"""The file that a person gets, opened."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from werkzeug.test import TestResponse


def parts_of(answer: TestResponse) -> tuple[str, dict[str, Any]]:
    """The page to read, and what programs read."""
    with ZipFile(BytesIO(answer.data)) as archive:
        assert sorted(archive.namelist()) == ["person.html", "person.json"]
        return archive.read("person.html").decode(), json.loads(archive.read("person.json"))
