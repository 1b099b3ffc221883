"""What a chart is made of: x in percent and y in pixels, so that its text never scales."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rbo.platform.tables import Table

Number = Decimal | int
FOOT, TALLEST, TICK = 168, 150, 188  # the base line, the tallest column, the line of the ticks
NARROWEST = 290  # pixels that a chart has at least
DIGIT = 7.5  # pixels of one character of a label
LINE = 14  # pixels from one label to the next above it
SIZES = ((1_000_000, "M"), (1_000, "k"))
NEARLY, ROUNDS_TO_TEN = Decimal("0.9995"), Decimal("9.95")


class Look(StrEnum):
    """How one series differs from the others without any colour."""

    SOLID = "solid"
    HATCH = "hatch"
    HOLLOW = "hollow"


LOOKS = tuple(Look)


@dataclass(frozen=True)
class Bar:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    look: Look


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: Look


@dataclass(frozen=True)
class Dot:
    """One measured value."""

    x: float
    y: float
    look: Look


@dataclass(frozen=True)
class Label:
    """Text at a place; a *spare* one gives way where the chart is narrow."""

    x: float
    y: float
    text: str
    anchor: str = "middle"  # or start, or end: where it would reach over the edge
    spare: bool = False

    @property
    def middle(self) -> float:
        """Where its middle is in the narrowest chart."""
        return self.x + {"start": 0.5, "middle": 0, "end": -0.5}[self.anchor] * width_of(self.text)


@dataclass(frozen=True)
class Plot:
    """A drawing: its shapes, its text, and what each look means."""

    key: tuple[tuple[str, Look], ...]
    ticks: tuple[Label, ...]
    numbers: tuple[Label, ...] = ()
    bars: tuple[Bar, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A chart with all that belongs to it.

    *meaning* is the sentence under the title, *words* say to a screen reader what is drawn.
    """

    name: str
    title: str
    meaning: str
    words: str
    plot: Plot
    table: Table
    unit: str = ""


def compact(number: Number) -> str:
    """A number in at most four characters: 638, 1.2k, 12k, 3.4M."""
    size, letter = next((pair for pair in SIZES if number >= pair[0] * NEARLY), (1, ""))
    shown = Decimal(number) / size
    return f"{shown:.1f}{letter}" if letter and shown < ROUNDS_TO_TEN else f"{shown:.0f}{letter}"


def width_of(text: str) -> float:
    """About how much of the narrowest chart *text* takes, in percent."""
    return 100 * DIGIT * len(text) / NARROWEST


def clash(one: Label, other: Label) -> bool:
    """Whether two labels would touch in the narrowest chart."""
    room = (width_of(one.text) + width_of(other.text)) / 2
    return abs(one.middle - other.middle) < room and abs(one.y - other.y) < LINE


def apart(labels: Iterable[Label]) -> list[Label]:
    """Those of *labels* that stay clear of each other; the earlier one wins."""
    kept: list[Label] = []
    for label in labels:
        if not any(clash(label, other) for other in kept):
            kept.append(label)
    return kept
