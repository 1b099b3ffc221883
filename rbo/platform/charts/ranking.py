"""Bars that lie: the first few of a ranking, each with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ranked:
    """One row: its number, of which *hatched* is drawn apart, and what *note* says about that."""

    name: str
    value: int
    hatched: int = 0
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Lying:
    """A row with the widths of its two parts, in percent of the longest."""

    row: Ranked
    solid: float
    hatch: float


def ranking(rows: Sequence[Ranked], whole: int = 0) -> tuple[Lying, ...]:
    """*rows* as bars, the longest across the whole line; or as parts of a *whole*."""
    longest = whole or max((row.value for row in rows), default=0) or 1
    return tuple(
        Lying(row, _percent(row.value - row.hatched, longest), _percent(row.hatched, longest)) for row in rows
    )


def _percent(value: int, longest: int) -> float:
    return round(100 * value / longest, 2)
