"""Browsers of both stringers, and connections of every role."""

from tests.browsers import annas, bens
from tests.clocks import later
from tests.walls.seats import app_role, god

__all__ = ["annas", "app_role", "bens", "god", "later"]
