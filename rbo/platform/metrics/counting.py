"""Counting what happens: in the process that answers people, in Redis for what no process outlives."""

from __future__ import annotations

from rbo.platform.metrics import everywhere
from rbo.platform.metrics.families import ATTEMPT_S, ATTEMPTS, LETTER_AGE_S, LETTERS, Family

EVERYWHERE = {ATTEMPTS, ATTEMPT_S, LETTERS, LETTER_AGE_S}


def count(family: Family, **labels: str) -> None:
    """It happened once more."""
    note(family, 1, **labels)


def note(family: Family, value: float, **labels: str) -> None:
    """It happened, and took or was *value*."""
    family.check(labels)
    if family in EVERYWHERE:
        everywhere.add(family, value, labels)
        return
    from rbo.platform.metrics import here  # noqa: PLC0415  commands and workers do without the client

    here.add(family, value, labels)
