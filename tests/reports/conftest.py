"""Signed-in browsers for these tests."""

from tests.browsers import annas, bens

__all__ = ["annas", "bens"]
