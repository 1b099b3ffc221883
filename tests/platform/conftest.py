"""What tests of the ground ask for: a browser that is a stranger, and a file of the site."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def web(app, database):
    """A browser without a login."""
    return app.test_client()


@pytest.fixture
def style(web):
    """Where the pages say that their style lies."""
    return re.search(r'<link rel="stylesheet" href="([^"]+)"', web.get("/sign-in").text)[1]
