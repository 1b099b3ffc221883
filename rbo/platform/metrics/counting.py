"""Counting what happens: in the process that answers people, in Redis for what no process outlives."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rbo.platform.metrics import everywhere
from rbo.platform.metrics.families import (
    ATTEMPT_S,
    ATTEMPTS,
    DRAWING_S,
    DRAWN_BYTES,
    ISSUED,
    LETTER_AGE_S,
    LETTERS,
    NUMBER_GAPS,
    SMTP_S,
    Family,
)

OF_LETTERS = {LETTERS, LETTER_AGE_S, SMTP_S}
OF_RECEIPTS = {DRAWING_S, DRAWN_BYTES, ISSUED, NUMBER_GAPS}
EVERYWHERE = {ATTEMPTS, ATTEMPT_S} | OF_LETTERS | OF_RECEIPTS


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


@contextmanager
def timed(family: Family, **labels: str) -> Iterator[None]:
    """Note how long the block took, however it ended."""
    began = time.perf_counter()
    try:
        yield
    finally:
        note(family, time.perf_counter() - began, **labels)


def show(family: Family, value: float, **labels: str) -> None:
    """It is *value* now, in this process of the site."""
    family.check(labels)
    from rbo.platform.metrics import here  # noqa: PLC0415  commands and workers do without the client

    here.put(family, value, labels)
