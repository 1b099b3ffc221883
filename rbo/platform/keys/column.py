"""A column whose text the database never reads."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from rbo.platform.config import settings
from rbo.platform.keys.ring import KeyRing, ring_of


def ring() -> KeyRing:
    """The ring of this installation."""
    return ring_of(settings().data_keys)


class Sealed(TypeDecorator[str]):
    """Text that is sealed on its way in and opened on its way out; nothing stays nothing.

    *purpose* names the column: what is copied to another does not open there. No statement can compare it.
    """

    impl = Text
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Seal."""
        return ring().seal(value, self.purpose) if value else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Open."""
        return ring().open(value, self.purpose) if value else value
