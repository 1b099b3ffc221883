"""The fixtures of the walls."""

from tests.walls.checksum import rows
from tests.walls.modes import mode
from tests.walls.seats import app_role, books, god, system_role

__all__ = ["app_role", "books", "god", "mode", "rows", "system_role"]
