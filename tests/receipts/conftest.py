"""A drawing board: the words of both languages, and nothing else of the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from rbo.platform import i18n


@pytest.fixture
def board() -> Iterator[Flask]:
    """An app context to draw in."""
    app = Flask("rbo")
    i18n.speak(app)
    with app.app_context():
        yield app
