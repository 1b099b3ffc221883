"""Signed-in browsers, and the catalogue every installation begins with."""

from __future__ import annotations

import pytest
from flask import Flask

from rbo.catalogue.starter import load_starter
from rbo.platform.config import Settings
from tests.browsers import annas, bens

__all__ = ["annas", "bens"]


@pytest.fixture
def starter(ground: Flask, settings: Settings) -> int:
    """The models of the house, and how many they are."""
    return load_starter(settings.database_url_system)
