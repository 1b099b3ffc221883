"""What the catalogue says no to."""

from __future__ import annotations

from rbo.platform.errors import Conflict, Refused


class KnownModel(Conflict):
    """The catalogue has this model already."""


class DecidedAlready(Conflict):
    """The house decided what becomes of it."""


class ImpossibleRange(Refused):
    """No frame takes such tensions."""
